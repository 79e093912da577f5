#pragma once

#include "access/route.hpp"

#include <vector>

// The directory of structures, for every professional who is signed in: that a place exists is
// public, and nothing here says who works there nor whom they follow.
namespace gps::directory {

std::vector<access::Route> routes();

}  // namespace gps::directory
