#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gps::tidy {

struct Function {
    std::size_t first_line = 0;  // of its "{"
    std::size_t last_line = 0;   // of its "}"
};

// The bodies of the functions of a C++ file, found by counting braces. A lambda inside a function
// is part of it.
std::vector<Function> functions_of(std::string_view code);

}  // namespace gps::tidy
