#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::platform {

// The forms of decisions on a structure: habilitating it or no longer, suspending, closing, opening
// again.
std::vector<access::Route> deciding_routes();

}  // namespace gps::platform
