#pragma once

#include "base/date.hpp"
#include "doors/bring_in.hpp"
#include "imports/table.hpp"
#include "people/identity.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// From a record of each table to what it means, with all there is to say about it. Pure.
namespace gps::imports {

// A structure by its key in the imports of structures.
struct StructureKey {
    std::string source = {};
    std::string id = {};
};

struct ProfessionalRow {
    std::size_t line = 0;
    people::Email email = {};
    std::string last_name = {};
    std::string first_name = {};
    std::string role = {};  // of a membership: "member" or "administrator"
    StructureKey structure = {};
};

struct FollowedRow {
    std::size_t line = 0;
    people::Email professional = {};
    StructureKey structure = {};
    people::Identity person = {};
    sharing::PartTyped part = {};
    doors::Notice notice = {};
    bool is_referent = false;
    std::optional<doors::Attested> certified = {};  // none: the row says nothing of it
};

template <class Row>
struct ReadRow {
    std::optional<Row> row = {};  // none: the record is rejected
    std::vector<Finding> findings = {};
};

std::span<const ColumnName> professional_columns();
ReadRow<ProfessionalRow> read_professional(const csv::Record& record, const Columns& columns);

std::span<const ColumnName> followed_columns();
// `today`: nothing may be after it.
ReadRow<FollowedRow> read_followed(const csv::Record& record, const Columns& columns,
                                   base::Date today);

}  // namespace gps::imports
