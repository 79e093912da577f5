#include "grants/wording.hpp"

#include "people/names.hpp"

#include <algorithm>
#include <array>

namespace gps::grants {
namespace {

using base::Refusal;

constexpr int kFiguresOfANumber = 6;

// The beginnings of words, folded as search_key() does. A word that only begins like one of them
// is refused too: who writes is told to say it otherwise, and nothing is lost.
constexpr std::array<std::string_view, 38> kSensitive{
    "addict",    "alcool",    "avortement", "cancer",     "casier",     "condamn",   "croyan",
    "depress",   "detention", "detenu",     "diagnostic", "drogue",     "ecrou",     "ethni",
    "grossesse", "handicap",  "homosex",    "hospitali",  "incarcer",   "islam",     "juif",
    "maladie",   "malade",    "medic",      "musulman",   "prison",     "probation", "psychiatr",
    "psycholog", "raci",      "relig",      "rqth",       "seropositi", "sexu",      "syndic",
    "toxico",    "vih",       "violen"};

// In characters: what continues one begins with 10.
std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

std::string folded(std::string_view typed) {
    std::string text;
    for (const char byte : typed) {
        if (!is_space(byte)) {
            text += byte;
        } else if (!text.empty() && text.back() != ' ') {
            text += ' ';
        }
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

// Figures that spaces, dots or hyphens part are one number.
bool holds_number(std::string_view text) {
    int figures = 0;
    for (const char byte : text) {
        if (byte >= '0' && byte <= '9') {
            if (++figures >= kFiguresOfANumber) return true;
        } else if (byte != ' ' && byte != '.' && byte != '-') {
            figures = 0;
        }
    }
    return false;
}

bool is_sensitive(std::string_view word) {
    const auto key = people::search_key(word);
    return std::ranges::any_of(
        kSensitive, [&](std::string_view beginning) { return key.starts_with(beginning); });
}

bool holds_sensitive_word(std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find_first_of(" ,;:.!?()/'\"");
        if (is_sensitive(text.substr(0, end))) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + 1);
    }
    return false;
}

// "l’alcool": what follows a typographic apostrophe is a word of its own.
std::string without_apostrophes(std::string text) {
    constexpr std::string_view kApostrophe = "’";
    for (auto at = text.find(kApostrophe); at != std::string::npos; at = text.find(kApostrophe, at))
        text.replace(at, kApostrophe.size(), " ");
    return text;
}

}  // namespace

base::Result<std::string> check_wording(std::string_view typed, std::string_view field) {
    auto text = folded(typed);
    if (length(text) < kShortestWording)
        return base::refuse(Refusal::Invalid, "grants.wording_short", field);
    if (length(text) > kLongestWording)
        return base::refuse(Refusal::Invalid, "grants.wording_long", field);
    if (holds_number(text) || text.find('@') != std::string::npos)
        return base::refuse(Refusal::Invalid, "grants.wording_number", field);
    if (holds_sensitive_word(without_apostrophes(text)))
        return base::refuse(Refusal::Invalid, "grants.wording_sensitive", field);
    return text;
}

}  // namespace gps::grants
