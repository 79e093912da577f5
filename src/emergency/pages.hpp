#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of emergencies: opening one from a file, reviewing those that were opened.
namespace gps::emergency {

std::vector<access::Route> routes();

}  // namespace gps::emergency
