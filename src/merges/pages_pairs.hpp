#pragma once

#include "access/route.hpp"

#include <string>
#include <vector>

namespace gps::merges {

inline constexpr std::string_view kDoubles = "/plateforme/doublons";

std::string platform_address(const base::PublicId& structure);
std::string merge_address(const base::PublicId& merge);
// Of the preview: `kept` takes the place of `twin`.
std::string preview_address(const base::PublicId& kept, const base::PublicId& twin);
ui::Frame frame_of_doubles(const access::Visit& visit, std::string title);

// The pairs that wait, and how a pair that no list proposed is chosen.
std::vector<access::Route> pair_routes();

}  // namespace gps::merges
