#pragma once

#include "access/route.hpp"

#include <vector>

// The pages on which the team of the service makes two structures one.
namespace gps::merges {

std::vector<access::Route> routes();

}  // namespace gps::merges
