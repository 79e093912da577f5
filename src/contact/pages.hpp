#pragma once

#include "access/route.hpp"

#include <vector>

// Reaching a colleague from the file of a person.
namespace gps::contact {

std::vector<access::Route> routes();

}  // namespace gps::contact
