#pragma once

#include "access/route.hpp"

#include <vector>

// The page of requests: those one sent, those one may answer.
namespace gps::requests {

std::vector<access::Route> routes();

}  // namespace gps::requests
