#pragma once

#include "access/route.hpp"

#include <vector>

// The pages of texts: what the law asks a public service to say, and the notice for the people who
// are followed. What only an authority can say is marked as still to be given.
namespace gps::app {

std::vector<access::Route> text_routes();

}  // namespace gps::app
