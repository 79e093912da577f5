#pragma once

#include "access/route.hpp"

#include <vector>

// Who looked at the file of a person.
namespace gps::readings {

std::vector<access::Route> routes();

}  // namespace gps::readings
