#pragma once

#include "access/route.hpp"

#include <vector>

// The file of a person, and one's own part in it.
namespace gps::files {

std::vector<access::Route> routes();

}  // namespace gps::files
