#pragma once

#include "access/route.hpp"

#include <vector>

namespace gps::teams {

// For those who come to a structure: the link of an invitation, asking to be a member.
std::vector<access::Route> joining_routes();

}  // namespace gps::teams
