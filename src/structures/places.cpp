#include "structures/places.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gps::structures {
namespace {

using Prefix = std::pair<std::string_view, std::string_view>;

// Postcodes whose first digits are not their department, the most precise first.
constexpr auto kPostcodes = std::to_array<Prefix>({
    {"97133", "977"},
    {"97150", "978"},
    {"970", "971"},
    {"977", "974"},
    {"978", "974"},
    {"200", "2A"},
    {"201", "2A"},
    {"207", "2A"},
    {"20", "2B"},
});

constexpr std::size_t kCutLength = 26;
constexpr std::string_view kCedex = "CEDEX";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Two digits, or three overseas; "" when that is no department.
std::string first_digits(std::string_view code) {
    const bool is_overseas = code.starts_with("97") || code.starts_with("98");
    const auto digits = code.substr(0, is_overseas ? 3 : 2);
    return is_department(digits) ? std::string(digits) : "";
}

std::string department_of_postcode(std::string_view postcode) {
    for (const auto& [prefix, department] : kPostcodes) {
        if (postcode.starts_with(prefix)) return std::string(department);
    }
    return first_digits(postcode);
}

char in_capitals(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, in_capitals, in_capitals);
}

struct Cut {
    std::string_view before = {};
    std::string_view last_word = {};
};

// A text of one word has nothing before it and no last word.
Cut cut_last_word(std::string_view text) {
    const auto space = text.find_last_of(' ');
    if (space == std::string_view::npos) return {.before = text};
    return {.before = text.substr(0, space), .last_word = text.substr(space + 1)};
}

}  // namespace

bool is_department(std::string_view code) {
    if (code == "2A" || code == "2B") return true;
    if (!std::ranges::all_of(code, is_digit)) return false;
    if (code.size() == 2) return code >= "01" && code <= "95" && code != "20";
    if (code.size() == 3)
        return (code >= "971" && code <= "978") || (code >= "986" && code <= "988");
    return false;
}

std::string department_of(std::string_view insee_code, std::string_view postcode) {
    if (!insee_code.empty()) return first_digits(insee_code);
    return department_of_postcode(postcode);
}

std::string_view without_cedex(std::string_view city) {
    auto end = cut_last_word(city);
    const bool has_number = std::ranges::all_of(end.last_word, is_digit);
    if (has_number) end = cut_last_word(end.before);
    if (end.last_word.empty()) return city;
    const bool is_cut = city.size() == kCutLength && !has_number;
    const auto cedex = kCedex.substr(0, is_cut ? end.last_word.size() : kCedex.size());
    return same_letters(end.last_word, cedex) ? end.before : city;
}

bool may_be_cut(std::string_view city) {
    const auto characters = std::ranges::count_if(city, [](char c) { return (c & 0xC0) != 0x80; });
    return static_cast<std::size_t>(characters) == kCutLength;
}

}  // namespace gps::structures
