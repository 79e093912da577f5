#pragma once

#include <string>
#include <string_view>

namespace gps::web {

// Compressed at level 5: the knee between time and size for pages of 10 to 100 kB.
std::string gzip(std::string_view plain);

}  // namespace gps::web
