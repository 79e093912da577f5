#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of requests to be called back.
namespace gps::callbacks {

std::vector<access::Route> routes();

}  // namespace gps::callbacks
