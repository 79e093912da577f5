#pragma once

#include "access/route.hpp"

#include <vector>

// "Plateforme": the pages of the team of the service.
namespace gps::platform {

std::vector<access::Route> routes();

}  // namespace gps::platform
