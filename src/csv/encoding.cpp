#include "csv/encoding.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace gps::csv {
namespace {

constexpr char16_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestCharacter = 4;  // bytes

// Windows-1252 is Unicode but for 0x80..0x9F.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_ascii(std::string_view bytes) {
    return std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; });
}

char16_t from_windows_1252(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 && code < 0xA0 ? kWindows1252.at(code - 0x80U) : char16_t{code};
}

// Every character of windows-1252 is below U+10000.
void append(std::string& text, char16_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        text += static_cast<char>(0xE0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (code & 0x3F));
    }
}

bool convert_windows_1252(std::string& text) {
    std::string converted;
    converted.reserve(text.size() * 2);
    bool whole = true;
    for (const char byte : text) {
        const char16_t code = from_windows_1252(byte);
        whole = whole && code != kReplacement;
        append(converted, code);
    }
    text = std::move(converted);
    return whole;
}

}  // namespace

Encoding detect_encoding(std::string_view sample) {
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t at = 0; at < sample.size();) {
        const auto rest = sample.substr(at);
        const auto length = base::utf8_character(rest);
        if (length > 1) ++good;
        if (length == 0 && rest.size() >= kLongestCharacter) ++bad;
        at += std::max<std::size_t>(length, 1);
    }
    return bad > 0 && bad >= good ? Encoding::Windows1252 : Encoding::Utf8;
}

bool to_utf8(std::string& text, Encoding encoding) {
    if (is_ascii(text)) return true;
    if (encoding == Encoding::Windows1252) return convert_windows_1252(text);
    if (base::is_utf8(text)) return true;
    convert_windows_1252(text);
    return false;
}

}  // namespace gps::csv
