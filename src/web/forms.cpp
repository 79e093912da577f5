#include "web/forms.hpp"

#include "base/utf8.hpp"
#include "web/fields.hpp"

#include <algorithm>

namespace gps::web {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Of "%XX" at the head of `text`; -1 when it is something else.
int octet_at(std::string_view text) {
    if (text.size() < 3) return -1;
    const int high = hex_digit(text[1]);
    const int low = hex_digit(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Cuts `text` at the first `separator` and returns what stood before it.
std::string_view cut(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    const std::string_view first = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return first;
}

bool is_text(std::string_view text) {
    const bool no_control = std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\r' && c != '\n' && c != '\t';
    });
    return no_control && base::is_utf8(text);
}

// A name or a value of a form, written into its place: "+" is a space.
bool read_text(std::string_view encoded, std::string& text) {
    text.reserve(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
            text += encoded[i] == '+' ? ' ' : encoded[i];
            continue;
        }
        const int octet = octet_at(encoded.substr(i));
        if (octet < 0) return false;
        text += static_cast<char>(octet);
        i += 2;
    }
    return is_text(text);
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

std::optional<Form> parse_urlencoded(std::string_view text) {
    Form::Fields fields;
    // At once: a field that moves would leave what it held behind.
    const auto others = std::count(text.begin(), text.end(), '&');
    fields.reserve(std::min(kMostFields, static_cast<std::size_t>(others) + 1));
    while (!text.empty()) {
        std::string_view value = cut(text, '&');
        if (value.empty()) continue;
        if (fields.size() == kMostFields) return std::nullopt;
        auto& [name, read] = fields.emplace_back();
        if (read_text(cut(value, '='), name) && read_text(value, read)) continue;
        const Form wiped(std::move(fields));
        return std::nullopt;
    }
    return Form(std::move(fields));
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const int octet = octet_at(text.substr(i));
        if (octet < 0) return std::nullopt;
        decoded += static_cast<char>(octet);
        i += 2;
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4U];
        encoded += kDigits[byte & 15U];
    }
    return encoded;
}

std::string with_query(std::string_view path,
                       const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
    std::string address(path);
    char separator = path.find('?') == std::string_view::npos ? '?' : '&';
    for (const auto& [name, value] : fields) {
        address += separator;
        address += percent_encoded(name);
        address += '=';
        address += percent_encoded(value);
        separator = '&';
    }
    return address;
}

std::optional<std::string> cookie_in(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        std::string_view value = cut(header, ';');
        const bool has_value = value.find('=') != std::string_view::npos;
        if (trimmed(cut(value, '=')) == name && has_value) return std::string(trimmed(value));
    }
    return std::nullopt;
}

}  // namespace gps::web
