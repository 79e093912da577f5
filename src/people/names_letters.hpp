#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// For the names*.cpp of this room only: a name brought down to the letters that can be compared.
namespace gps::people {

// Whether a code point is an accent or another sign that combines with the letter before it.
bool is_mark(std::int32_t code_point);

// Lower case without accents nor ligatures, other scripts written in Latin letters: [a-z0-9], an
// apostrophe as "'", every other separator as one space, none at either end. A first word "st" or
// "ste" is written in full. Letters that cannot be written in Latin letters are kept, in lower
// case, when there is nothing else.
std::string folded(std::string_view name);

// A word of a name with the particles that lead to it: "de La Tour" is one part, "Martin-Dupont"
// two.
struct Part {
    std::string whole = {};                // "delatour"
    std::vector<std::size_t> starts = {};  // where its words begin in whole: 0, 2, 4
    std::size_t core = 0;                  // where it begins once what others leave out is left out
};

std::vector<Part> parts(std::string_view folded_name);

// The same, all in one: what search_key() gives.
std::string compact(std::string_view folded_name);

// What sound_key() gives, from a search key.
std::string sound_of_key(std::string_view key);

}  // namespace gps::people
