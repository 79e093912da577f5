#include "html/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gps::html {
namespace {

constexpr std::array<std::string_view, 6> kEntities{"", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

// For each byte, its place in kEntities: 0 is printed as it stands.
constexpr auto kEntityOf = [] {
    std::array<std::uint8_t, 256> entity{};
    entity['&'] = 1;
    entity['<'] = 2;
    entity['>'] = 3;
    entity['"'] = 4;
    entity['\''] = 5;
    return entity;
}();

// RFC 3986, 2.3: the only characters that mean the same in every part of a URL.
constexpr auto kUnreserved = [] {
    std::array<bool, 256> unreserved{};
    for (unsigned char c = 'a'; c <= 'z'; ++c) unreserved[c] = true;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) unreserved[c] = true;
    for (unsigned char c = '0'; c <= '9'; ++c) unreserved[c] = true;
    for (const char c : {'-', '.', '_', '~'}) unreserved[static_cast<unsigned char>(c)] = true;
    return unreserved;
}();

// Browsers skip some control characters inside a scheme ("java\tscript:"), and read "\" as "/".
bool is_misread_by_browsers(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '\\';
}

constexpr std::string_view kHexadecimal = "0123456789ABCDEF";

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool is_allowed_url(std::string_view value) {
    if (value.starts_with(' ') || value.starts_with("//")) return false;
    if (std::ranges::any_of(value, is_misread_by_browsers)) return false;
    const auto colon = value.find(':');
    if (colon == std::string_view::npos || value.find_first_of("/?#") < colon) return true;
    const auto scheme = lower_case(value.substr(0, colon));
    return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

}  // namespace

void Writer::text(std::string_view value) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto entity = kEntityOf[static_cast<unsigned char>(value[i])];
        if (entity == 0) continue;
        out_.append(value, written, i - written).append(kEntities[entity]);
        written = i + 1;
    }
    out_.append(value, written);
}

void Writer::url(std::string_view value) {
    text(is_allowed_url(value) ? value : "#");
}

void Writer::url_part(std::string_view value) {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (kUnreserved[byte]) {
            out_ += c;
        } else {
            out_ += '%';
            out_ += kHexadecimal[byte >> 4];
            out_ += kHexadecimal[byte & 15];
        }
    }
}

}  // namespace gps::html
