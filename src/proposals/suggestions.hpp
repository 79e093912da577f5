#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

// Which kinds of structure to look at first for a need (domain.md §3.3). A need is asked of the
// page and never kept: it says something of the person. No kind of sensitivity 2 is suggested; who
// looks for one by its name finds it.
namespace gps::proposals {

constexpr std::size_t kKindsANeed = 3;

struct Need {
    std::string_view code = {};
    std::string_view label = {};
    std::array<std::string_view, kKindsANeed> kinds = {};  // codes of structures/kinds.hpp
};

std::span<const Need> needs();
const Need* need(std::string_view code);  // nullptr when unknown

}  // namespace gps::proposals
