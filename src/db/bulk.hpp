#pragma once

#include "db/database.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

// Filling whole tables at once, for a base that nobody uses yet: what a demonstration of a whole
// country is made with. See Database::fill().
namespace gps::db {

struct BulkTable {
    std::string_view named = {};
    std::vector<std::string_view> columns = {};  // the others take their default
};

using BulkRow = std::vector<Value>;  // one value a column

// A row out of values of any type that a statement takes.
template <class... Args>
BulkRow bulk_row(const Args&... args) {
    BulkRow row;
    row.reserve(sizeof...(args));
    (row.push_back(Transaction::to_value(args)), ...);
    return row;
}

class Bulk {
 public:
    virtual ~Bulk() = default;
    // Rows come in the order of their keys, or the tables are slow to fill and to read. They may
    // be refused later, at the end at the latest. `table`: its place among the tables filled.
    virtual void add(std::size_t table, std::span<const Value> row) = 0;
};

}  // namespace gps::db
