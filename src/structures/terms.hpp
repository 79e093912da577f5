#pragma once

#include "structures/model.hpp"

#include <cstddef>
#include <string>
#include <vector>

// The terms of the directory's search. A structure has one for each beginning of each word of its
// name and city, for its kind, its department and its city; a search names some, and finds the
// structures that have them all.
namespace gps::structures {

inline constexpr std::size_t kLongestBeginning = 40;  // characters; what follows is not searched
inline constexpr std::size_t kMostWords = 8;          // of a search; the others are left out

// "Mission locale", of kind ML in Nîmes → "city:nimes", "department:30", "kind:ML", "lo"...
// "locale", "mi"... "mission", "ni"... "nimes". Each once.
std::vector<std::string> terms_of(const Structure& structure);

// "miss loc" of kind ML → "kind:ML", "loc", "miss".
std::vector<std::string> terms_of(const Query& query);

}  // namespace gps::structures
