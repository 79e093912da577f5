#pragma once

#include "access/route.hpp"

#include <vector>

// The pages where grants in force are reviewed and taken back.
namespace gps::grants {

std::vector<access::Route> routes();

}  // namespace gps::grants
