#pragma once

#include "access/route.hpp"

#include <vector>

// The page "Mes suivis".
namespace gps::caseload {

std::vector<access::Route> routes();

}  // namespace gps::caseload
