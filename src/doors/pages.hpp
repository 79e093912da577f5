#pragma once

#include "access/route.hpp"

#include <vector>

// The pages by which one comes to follow a person.
namespace gps::doors {

std::vector<access::Route> routes();

}  // namespace gps::doors
