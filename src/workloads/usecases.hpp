#pragma once

#include "access/route.hpp"
#include "workloads/model.hpp"

#include <vector>

// The team's view, for those who administer a structure: numbers of people, never the people.
namespace gps::workloads {

struct Workloads {
    Waiting waiting = {};
    std::vector<Load> loads = {};  // of a page of members
    base::PublicId next = {};      // the last of the page when there are more
};
Workloads workloads(const access::Visit& visit, const base::PublicId& after);

}  // namespace gps::workloads
