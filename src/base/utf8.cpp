#include "base/utf8.hpp"

#include <cstdint>

namespace gps::base {
namespace {

// What may follow a first byte: how many bytes, and the bounds of the second one (the table 3-7 of
// the Unicode standard). The others lie in 80..BF.
struct Shape {
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
};

Shape shape_of(std::uint8_t first) {
    if (first < 0x80) return {.length = 1};
    if (first < 0xC2) return {};
    if (first < 0xE0) return {.length = 2};
    if (first == 0xE0) return {.length = 3, .low = 0xA0};
    if (first == 0xED) return {.length = 3, .high = 0x9F};
    if (first < 0xF0) return {.length = 3};
    if (first == 0xF0) return {.length = 4, .low = 0x90};
    if (first < 0xF4) return {.length = 4};
    if (first == 0xF4) return {.length = 4, .high = 0x8F};
    return {};
}

}  // namespace

std::size_t utf8_character(std::string_view text) {
    if (text.empty()) return 0;
    const Shape shape = shape_of(static_cast<std::uint8_t>(text[0]));
    if (shape.length <= 1) return shape.length;
    if (text.size() < shape.length) return 0;
    const auto second = static_cast<std::uint8_t>(text[1]);
    if (second < shape.low || second > shape.high) return 0;
    for (std::size_t i = 2; i < shape.length; ++i) {
        if ((static_cast<std::uint8_t>(text[i]) & 0xC0U) != 0x80) return 0;
    }
    return shape.length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace gps::base
