#pragma once

#include "access/route.hpp"

#include <vector>

// The tab "Parcours" of the file of a person.
namespace gps::trajectory {

std::vector<access::Route> routes();

}  // namespace gps::trajectory
