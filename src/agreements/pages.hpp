#pragma once

#include "access/route.hpp"

#include <vector>

// The agreement of a person that a sensitive structure is named on their file.
namespace gps::agreements {

std::vector<access::Route> routes();

}  // namespace gps::agreements
