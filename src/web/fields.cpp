#include "web/fields.hpp"

#include <algorithm>

namespace gps::web {
namespace {

constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";  // in a token, beside letters and digits

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_token_character(char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
}

// Takes the next item of a comma-separated list off its front.
std::string_view next_item(std::string_view& list) {
    const std::size_t comma = list.find(',');
    const std::string_view item = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    return item;
}

// "q=0", "q=0.0", "q=0.000": not wanted at all.
bool is_refused(std::string_view parameters) {
    parameters = trimmed(parameters);
    if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return false;
    parameters.remove_prefix(2);
    return parameters.starts_with('0') &&
           parameters.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_field_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
}

bool same_letters(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    return lowered;
}

bool lists(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        if (same_letters(next_item(list), word)) return true;
    }
    return false;
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool by_star = false;
    while (!accept_encoding.empty()) {
        const std::string_view item = next_item(accept_encoding);
        const std::size_t semicolon = item.find(';');
        const std::string_view coding = trimmed(item.substr(0, semicolon));
        const bool taken =
            semicolon == std::string_view::npos || !is_refused(item.substr(semicolon + 1));
        if (same_letters(coding, "gzip")) return taken;
        if (coding == "*") by_star = taken;
    }
    return by_star;
}

}  // namespace gps::web
