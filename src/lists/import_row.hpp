#pragma once

#include "base/result.hpp"
#include "csv/reader.hpp"
#include "lists/findings.hpp"
#include "structures/intake.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

// From a record of a table to a structure ready to be stored, with all there is to say about it.
// Pure: the same record always gives the same structure and the same findings.
namespace gps::lists {

enum class Column {
    Source,
    SourceId,
    Kind,
    Name,
    Siret,
    Address,
    Postcode,
    City,
    InseeCode,
    Department,
    Phone,
    Email,
    Website,
    Latitude,
    Longitude,
};
inline constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::Longitude) + 1;

// Where each column stands in a file, and under which name.
class Columns {
 public:
    // Refuses a file without source, source_id, kind or name ("structures.columns_missing"), or
    // with two columns of one name ("csv.column_repeated").
    static base::Result<Columns> of(const csv::Reader& file);

    std::string_view cell(const csv::Record& record, Column column) const {
        return record.at(places_.at(static_cast<std::size_t>(column)));
    }
    std::size_t count() const { return headers_.size(); }
    const std::string& header(std::size_t place) const { return headers_.at(place); }

 private:
    std::array<std::optional<std::size_t>, kColumnCount> places_{};
    std::vector<std::string> headers_;
};

std::string_view column_name(Column column);

struct ReadRow {
    std::optional<structures::Incoming> incoming = {};  // none: the row is rejected
    std::vector<Finding> findings = {};
};

ReadRow read_row(const csv::Record& record, const Columns& columns);

// Computes the keys and the hash of a structure; to be done again when it changes.
void seal(structures::Incoming& incoming);

}  // namespace gps::lists
