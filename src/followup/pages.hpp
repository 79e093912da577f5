#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of the follow-up: list, file, doors, requests.
namespace gps::followup {

std::vector<access::Route> routes();

std::vector<access::Route> list_routes();
std::vector<access::Route> file_routes();
std::vector<access::Route> door_routes();
std::vector<access::Route> request_routes();

}  // namespace gps::followup
