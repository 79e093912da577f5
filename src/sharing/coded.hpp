#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Closed lists: what forms offer instead of free text.
namespace gps::sharing {

// A code that never changes in the database, and what a screen says of it.
struct Coded {
    std::string_view code = {};
    std::string_view label = {};
};
using Codes = std::span<const Coded>;

bool is_in(Codes codes, std::string_view code);
std::string_view label_in(Codes codes, std::string_view code, std::string_view otherwise = "");

// Several at once: bit i is the i-th of the list.
std::int32_t bit_in(Codes codes, std::string_view code);  // 0 when unknown
std::vector<std::string_view> labels_in(Codes codes, std::int32_t chosen);

}  // namespace gps::sharing
