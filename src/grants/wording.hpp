#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// The short sentences that say why details are needed: the only free text of the service, and
// nothing in it that no field may hold (domain.md §4.3). Pure.
namespace gps::grants {

constexpr std::size_t kShortestWording = 20;
constexpr std::size_t kLongestWording = 300;

// The sentence to keep, its spaces folded; `field` is the form field to mark. Refused when it is
// shorter or longer (in characters), holds a number of six figures or more or an address, or names
// health, justice, origin, opinions, sexuality.
base::Result<std::string> check_wording(std::string_view typed, std::string_view field);

}  // namespace gps::grants
