#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::access {

// Signing in by a mailed code, choosing a structure, one's own sessions.
std::vector<Route> routes();

}  // namespace gps::access
