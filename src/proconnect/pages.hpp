#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::proconnect {

// Signing in by ProConnect, strengthening a session by it, signing out of it.
std::vector<access::Route> routes();

}  // namespace gps::proconnect
