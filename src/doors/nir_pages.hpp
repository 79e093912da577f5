#pragma once

#include "access/route.hpp"

#include <vector>

// The pages that take a social security number: it is read from the body of a form, and written
// nowhere.
namespace gps::doors {

// Whether these pages are offered to the viewer.
bool offers_nir(const access::Visit& visit);

std::vector<access::Route> nir_routes();

}  // namespace gps::doors
