#pragma once

#include "access/route.hpp"

#include <vector>

// "Suivi de l’équipe", for those who administer a structure.
namespace gps::workloads {

std::vector<access::Route> routes();

}  // namespace gps::workloads
