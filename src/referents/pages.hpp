#pragma once

#include "access/route.hpp"

#include <vector>

// The page of the référent of a person.
namespace gps::referents {

std::vector<access::Route> routes();

}  // namespace gps::referents
