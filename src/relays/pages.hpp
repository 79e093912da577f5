#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of relays: those given, received and to be taken; one of them; proposing one; the
// answer of who has no account.
namespace gps::relays {

std::vector<access::Route> routes();

}  // namespace gps::relays
