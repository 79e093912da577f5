#pragma once

#include "access/route.hpp"

#include <string>
#include <vector>

// Every route of the house.
namespace gps::app {

std::vector<access::Route> all_routes();

// One line a route: method, path, who may call, what it does, how often a minute.
std::string routes_table(const std::vector<access::Route>& routes);

}  // namespace gps::app
