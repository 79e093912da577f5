#include "people/names.hpp"
#include "people/names_letters.hpp"

#include <algorithm>

namespace gps::people {

std::string search_key(std::string_view name) {
    return compact(folded(name));
}

std::vector<std::string> search_words(std::string_view name) {
    std::vector<std::string> words;
    for (const Part& part : parts(folded(name))) {
        for (const std::size_t start : part.starts) {
            std::string word = part.whole.substr(start);
            if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
        }
    }
    return words;
}

}  // namespace gps::people
