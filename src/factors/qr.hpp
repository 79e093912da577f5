#pragma once

#include <string>
#include <string_view>

namespace gps::factors {

// A square code (ISO 18004) as the path of an SVG whose unit is one module.
struct SquareCode {
    int side = 0;           // with its quiet margin of four modules
    std::string path = {};  // "M4 4h7v1h-7z…": the dark modules
};

// Throws std::length_error for a text too long for one code.
SquareCode square_code(std::string_view text);

}  // namespace gps::factors
