#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::relays {

// For who has no account and holds a link.
std::vector<access::Route> outside_routes();

}  // namespace gps::relays
