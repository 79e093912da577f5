#pragma once

#include "access/route.hpp"

#include <vector>

// From the file of a person: looking for whom to propose a relay to, and proposing it.
namespace gps::proposals {

std::vector<access::Route> routes();

}  // namespace gps::proposals
