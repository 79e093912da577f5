#pragma once

#include "tidy/source.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

// A room includes only the rooms it may: those that gps_room(... USES ...) names in
// cmake/rooms.cmake. Of a slice, other rooms see the model, the rules and the use-cases, never the
// store, the views or (but for app) the pages. Tests set their scene with stores and pages.
namespace gps::tidy {

using Rooms = std::map<std::string, std::set<std::string>, std::less<>>;

Rooms parse_rooms(std::string_view cmake);
Findings check_includes(const SourceFile& file, const Rooms& rooms);

}  // namespace gps::tidy
