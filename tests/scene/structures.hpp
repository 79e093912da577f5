#pragma once

#include "db/database.hpp"

#include <string>

namespace gps::scene {

// Imports `table`, a list of structures with its header; fails the test when it is refused.
void given_structures(db::Database& db, const std::string& table);

}  // namespace gps::scene
