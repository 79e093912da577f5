#pragma once

#include "access/route.hpp"

#include <vector>

// "Mon équipe", for those who administer a structure; invitations and requests to be a member.
namespace gps::teams {

std::vector<access::Route> routes();

}  // namespace gps::teams
