#pragma once

#include <string_view>

namespace gps::tests {

// Whether `part` stands somewhere in `text`.
inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace gps::tests
