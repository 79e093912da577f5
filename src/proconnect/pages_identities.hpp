#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::proconnect {

// The identities of one's account. They outlive the offer of ProConnect: so do these pages.
std::vector<access::Route> identity_routes();

}  // namespace gps::proconnect
