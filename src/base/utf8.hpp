#pragma once

#include <cstddef>
#include <string_view>

// The few questions asked about the bytes of a text before it is believed.
namespace gps::base {

// The length (1 to 4) of the well-formed UTF-8 character at the start of `text`; 0 when there is
// none: empty, overlong, a surrogate, beyond U+10FFFF or cut short.
std::size_t utf8_character(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace gps::base
