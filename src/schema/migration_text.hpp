#pragma once

#include "db/database.hpp"

#include <string>
#include <string_view>
#include <vector>

// Reads a file of migrations/, written once for both engines:
//
//   -- up                      what the step does, in one transaction: it waits briefly for tables
//   -- online                  CREATE [UNIQUE] INDEX name ON …; and DROP INDEX name; only, each
//                              name once: after the back-fills, while the service reads and writes
//   -- down                    how to undo both; a step without it cannot be undone
//   @identity@  @key@          a generated primary key; a text sorted by its bytes
//   -- only: postgres          these lines for that engine alone (or sqlite), down to
//   -- end
//   -- backfill: room.what     run this back-fill once the step is applied
namespace gps::schema {

// Killed at any moment and done again, it comes to the same: "IF [NOT] EXISTS" is in its text.
struct IndexChange {
    std::string index = {};
    std::string sql = {};  // on PostgreSQL, CONCURRENTLY: not in a transaction
};

struct MigrationText {
    std::string up = {};
    std::vector<IndexChange> online = {};
    std::string down = {};
    std::vector<std::string> backfills = {};
};

// For `engine`. Throws std::logic_error, with the line, when the file is not written so.
MigrationText read_migration(std::string_view file, db::Engine engine);

}  // namespace gps::schema
