#pragma once

#include "access/route.hpp"
#include "ui/components.hpp"

#include <string_view>
#include <vector>

namespace gps::platform {

// Of the pages that begin a section.
ui::Tabs platform_tabs(std::string_view current);

// Requests to be a member of structures that nobody administers.
std::vector<access::Route> requests_routes();

}  // namespace gps::platform
