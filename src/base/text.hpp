#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What people and files type, before it is read.
namespace gps::base {

// Trimmed; line breaks, control characters and runs of spaces become one space.
std::string clean(std::string_view text);

// At most `bytes` bytes, never half a character.
std::string_view beginning(std::string_view text, std::size_t bytes);

}  // namespace gps::base
