#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of alerts, and "J'ai vu cette personne".
namespace gps::alerts {

std::vector<access::Route> routes();

}  // namespace gps::alerts
