#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::factors {

// Double authentication: one's second factors, and making this session a full one.
std::vector<access::Route> routes();

}  // namespace gps::factors
