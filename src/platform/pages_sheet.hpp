#pragma once

#include "access/route.hpp"

#include <string>
#include <vector>

namespace gps::platform {

inline constexpr std::string_view kHome = "/plateforme";
std::string address_of(const base::PublicId& structure);

// The forms that create a structure and correct one.
std::vector<access::Route> sheet_routes();

}  // namespace gps::platform
