#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::demo {

// The mails that the loopback server received, on a demonstration base only.
std::vector<access::Route> routes();

}  // namespace gps::demo
