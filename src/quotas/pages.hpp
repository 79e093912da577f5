#pragma once

#include "access/route.hpp"

#include <vector>

// The accounts that their quotas stopped, for the team of the service.
namespace gps::quotas {

std::vector<access::Route> routes();

}  // namespace gps::quotas
