#include "structures/terms.hpp"

#include "base/utf8.hpp"
#include "structures/places.hpp"
#include "structures/words.hpp"

#include <algorithm>
#include <string_view>

namespace gps::structures {
namespace {

// No word has a colon: they are cut there.
void add_criteria(std::vector<std::string>& terms, const std::string& kind,
                  const std::string& department, const std::string& city) {
    if (!kind.empty()) terms.push_back("kind:" + kind);
    if (!department.empty()) terms.push_back("department:" + department);
    if (!city.empty()) terms.push_back("city:" + city);
}

// Calls `take` with each beginning of `word`, the shortest first, and returns the longest one.
template <class Take>
std::string_view each_beginning(std::string_view word, Take take) {
    std::size_t bytes = 0;
    for (std::size_t n = 0; n < kLongestBeginning && bytes < word.size(); ++n) {
        bytes += std::max<std::size_t>(base::utf8_character(word.substr(bytes)), 1);
        take(word.substr(0, bytes));
    }
    return word.substr(0, bytes);
}

std::vector<std::string> sorted_once(std::vector<std::string> terms) {
    std::ranges::sort(terms);
    const auto repeated = std::ranges::unique(terms);
    terms.erase(repeated.begin(), repeated.end());
    return terms;
}

std::string in_capitals(std::string code) {
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return code;
}

}  // namespace

std::vector<std::string> terms_of(const Structure& structure) {
    std::vector<std::string> terms;
    add_criteria(terms, structure.kind, structure.department, city_key(structure.city));
    const auto text = structure.name + " " + std::string(without_cedex(structure.city));
    for (const auto& word : index_words(text)) {
        each_beginning(word, [&](std::string_view beginning) {
            if (!is_one_letter(beginning)) terms.emplace_back(beginning);
        });
    }
    return sorted_once(std::move(terms));
}

std::vector<std::string> terms_of(const Query& query) {
    std::vector<std::string> terms;
    add_criteria(terms, query.kind, in_capitals(query.department), city_key(query.commune));
    auto words = index_words(query.words);
    words.resize(std::min(words.size(), kMostWords));
    for (const auto& word : words) {
        terms.emplace_back(each_beginning(word, [](std::string_view) {}));
    }
    return sorted_once(std::move(terms));
}

}  // namespace gps::structures
