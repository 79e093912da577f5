#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of notifications.
namespace gps::notices {

std::vector<access::Route> routes();

}  // namespace gps::notices
