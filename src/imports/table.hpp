#pragma once

#include "base/result.hpp"
#include "csv/reader.hpp"
#include "imports/findings.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A table with named columns, and the reading of one of its rows.
namespace gps::imports {

// A column by its number in the list that Columns was made of.
struct ColumnName {
    std::array<std::string_view, 4> names = {};  // any of these
    bool is_required = true;
};

// Where each column stands in a file, and under which name.
class Columns {
 public:
    // Refuses a file where a required column is missing ("imports.columns_missing") or a column
    // stands twice ("csv.column_repeated").
    static base::Result<Columns> of(const csv::Reader& file, std::span<const ColumnName> wanted);

    std::optional<std::size_t> place(std::size_t column) const { return places_.at(column); }
    std::size_t count() const { return headers_.size(); }
    std::string header(std::size_t place) const;

 private:
    std::vector<std::optional<std::size_t>> places_;
    std::vector<std::string> headers_;
};

// One row while it is read: its cells, and what there is to say about it.
class RowReading {
 public:
    // Says at once what the file itself has wrong with this row.
    RowReading(const csv::Record& record, const Columns& columns);

    // The cell, trimmed; "" when the file has no such column.
    std::string text(std::size_t column) const;
    void tell(std::size_t column, Reason reason);

    std::size_t line() const { return record_.line; }
    bool is_rejected() const;
    std::vector<Finding> take() { return std::move(findings_); }

 private:
    void tell_flaws();

    const csv::Record& record_;
    const Columns& columns_;
    std::vector<Finding> findings_;
};

}  // namespace gps::imports
