#pragma once

#include "access/route.hpp"

#include <vector>

// Handing over whom a member follows, for those who administer their structure.
namespace gps::departures {

std::vector<access::Route> routes();

}  // namespace gps::departures
