#pragma once

#include "access/route.hpp"

#include <vector>

// Signing in and out, and what one does with one's sessions.
namespace gps::sessions {

// Signing in by a mailed code, choosing a structure, one's own sessions.
std::vector<access::Route> routes();

}  // namespace gps::sessions
