#pragma once

#include "db/database.hpp"

#include <string>
#include <string_view>
#include <vector>

// Reads a file of migrations/, written once for both engines:
//
//   -- up                      what the step does
//   -- down                    how to undo it; a step without it cannot be undone
//   @identity@  @key@          a generated primary key; a text sorted by its bytes
//   -- only: postgres          these lines for that engine alone (or sqlite), down to
//   -- end
//   -- backfill: room.what     run this back-fill once the step is applied
namespace gps::schema {

struct MigrationText {
    std::string up = {};
    std::string down = {};
    std::vector<std::string> backfills = {};
};

// For `engine`. Throws std::logic_error, with the line, when the file is not written so.
MigrationText read_migration(std::string_view file, db::Engine engine);

}  // namespace gps::schema
