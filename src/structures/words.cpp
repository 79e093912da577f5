#include "structures/words.hpp"

#include "people/names.hpp"
#include "structures/places.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gps::structures {
namespace {

using namespace std::string_view_literals;

constexpr auto kLinkWords = std::to_array(
    {"au"sv, "aux"sv, "de"sv, "des"sv, "du"sv, "en"sv, "et"sv, "la"sv, "le"sv, "les"sv, "sur"sv});

constexpr auto kStreetWords = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"all", "allee"},
    {"av", "avenue"},
    {"ave", "avenue"},
    {"bd", "boulevard"},
    {"bld", "boulevard"},
    {"bvd", "boulevard"},
    {"chem", "chemin"},
    {"che", "chemin"},
    {"fg", "faubourg"},
    {"imp", "impasse"},
    {"pl", "place"},
    {"r", "rue"},
    {"rte", "route"},
    {"sq", "square"},
});

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// How many bytes of separator `text` starts with: ASCII signs, no-break spaces and quotation marks
// (U+00A0..U+00BF), the apostrophe of phoneticians (U+02BC), dashes and quotes (U+2000..U+203F).
std::size_t separator_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return is_letter_or_digit(text.front()) ? 0 : 1;
    if (first == 0xC2) return std::min<std::size_t>(2, text.size());
    if (text.starts_with("\xCA\xBC")) return 2;
    if (text.starts_with("\xE2\x80")) return std::min<std::size_t>(3, text.size());
    return 0;
}

std::string word_key(std::string_view word) {
    auto key = people::search_key(word);
    if (key == "st") return "saint";
    if (key == "ste") return "sainte";
    return key;
}

// The words of a text, each as its key, those of one letter included.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::size_t start = 0;
    std::size_t at = 0;
    const auto end_word = [&] {
        if (at > start) words.push_back(word_key(text.substr(start, at - start)));
    };
    while (at < text.size()) {
        const auto separator = separator_length(text.substr(at));
        if (separator == 0) {
            ++at;
            continue;
        }
        end_word();
        at += separator;
        start = at;
    }
    end_word();
    return words;
}

// "c", "h", "r", "s" → "chrs"; one letter alone stays.
std::vector<std::string> with_initials_joined(std::vector<std::string> words) {
    std::vector<std::string> joined;
    bool was_letter = false;
    for (auto& word : words) {
        const bool is_letter = is_one_letter(word);
        if (is_letter && was_letter) {
            joined.back() += word;
        } else {
            joined.push_back(std::move(word));
        }
        was_letter = is_letter;
    }
    return joined;
}

std::string join(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += word;
    return all;
}

}  // namespace

bool is_one_letter(std::string_view word) {
    return word.size() == 1 && (word.front() < '0' || word.front() > '9');
}

std::vector<std::string> index_words(std::string_view text) {
    std::vector<std::string> kept;
    for (auto& word : with_initials_joined(words_of(text))) {
        const bool says_nothing = word.empty() || is_one_letter(word) ||
                                  std::ranges::find(kLinkWords, word) != kLinkWords.end();
        if (says_nothing || std::ranges::find(kept, word) != kept.end()) continue;
        kept.push_back(std::move(word));
    }
    return kept;
}

std::string name_key(std::string_view name) {
    return people::search_key(name);
}

std::string city_key(std::string_view city) {
    return join(words_of(without_cedex(city)));
}

std::string address_key(std::string_view address) {
    auto words = words_of(address);
    for (auto& word : words) {
        const auto* full = std::ranges::find(kStreetWords, word,
                                             &std::pair<std::string_view, std::string_view>::first);
        if (full != kStreetWords.end()) word = full->second;
    }
    std::erase_if(words, [](const std::string& word) {
        return std::ranges::find(kLinkWords, word) != kLinkWords.end();
    });
    return join(words);
}

}  // namespace gps::structures
