#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::passkeys {

// One's passkeys, adding one, and strengthening a session by one.
std::vector<access::Route> routes();

}  // namespace gps::passkeys
