#pragma once

#include "access/house.hpp"
#include "db/database.hpp"

#include <vector>

// What the service asks of a base that may be a demonstration.
namespace gps::demo {

// Whether `gps demo` made this base, to its end.
bool is_demonstration(db::Database& db);
std::vector<access::Persona> personas(db::Database& db);

}  // namespace gps::demo
