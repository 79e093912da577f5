#include "people/names.hpp"
#include "people/names_letters.hpp"

#include <algorithm>

namespace gps::people {
namespace {

// Other systems cut names at 20 characters or more; one less when the cut fell on a space.
constexpr std::size_t kShortestCut = 19;
// Below this, two names are alike by chance.
constexpr std::size_t kTellingLength = 3;

bool sound_alike(std::string_view key_a, std::string_view key_b) {
    if (std::max(key_a.size(), key_b.size()) <= kTellingLength) return false;
    const std::string sound = sound_of_key(key_a);
    return sound.size() > 1 && sound == sound_of_key(key_b);
}

bool is_cut_from(std::string_view cut, std::string_view whole) {
    return cut.size() >= kShortestCut && compact(whole).starts_with(compact(cut));
}

// "mohamed" → "mhmd": what Arabic and Hebrew write.
std::string consonants(std::string_view key) {
    std::string kept;
    for (const char c : key) {
        const bool is_vowel = std::string_view("aeiouy").find(c) != std::string_view::npos;
        if (!is_vowel && (kept.empty() || kept.back() != c)) kept += c;
    }
    return kept;
}

bool is_without_vowels(std::string_view key, std::string_view other) {
    return key.size() >= kTellingLength && key == consonants(key) && key == consonants(other);
}

bool is_same_part(const Part& a, const Part& b) {
    if (a.whole.size() < kTellingLength || b.whole.size() < kTellingLength) return false;
    const std::string_view core_a = std::string_view(a.whole).substr(a.core);
    const std::string_view core_b = std::string_view(b.whole).substr(b.core);
    return a.whole == b.whole || sound_alike(a.whole, b.whole) ||
           (core_a.size() >= kTellingLength && core_a == core_b);
}

// Enough beside another part that is the same: "J." for "Jean", "Zahra" for "Zohra".
bool may_be_same_part(const Part& a, const Part& b) {
    if (a.whole.size() == 1 || b.whole.size() == 1) return a.whole[0] == b.whole[0];
    const std::string kept = consonants(a.whole);
    return kept.size() >= kTellingLength && kept == consonants(b.whole);
}

template <class Alike>
bool take(std::vector<Part>& from, const Part& wanted, Alike alike) {
    const auto found =
        std::ranges::find_if(from, [&](const Part& part) { return alike(part, wanted); });
    if (found == from.end()) return false;
    from.erase(found);
    return true;
}

// Whether all the parts of the shorter name are in the longer one, one of them surely.
bool shares_parts(std::vector<Part> some, std::vector<Part> more) {
    if (some.size() > more.size()) std::swap(some, more);
    const std::size_t parts_before = some.size();
    std::erase_if(some, [&](const Part& part) { return take(more, part, is_same_part); });
    if (some.size() == parts_before) return false;
    return std::ranges::all_of(
        some, [&](const Part& part) { return take(more, part, may_be_same_part); });
}

}  // namespace

Likeness likeness(std::string_view a, std::string_view b) {
    const std::string name_a = folded(a);
    const std::string name_b = folded(b);
    const std::string key_a = compact(name_a);
    const std::string key_b = compact(name_b);
    if (key_a.empty() || key_b.empty()) return Likeness::Apart;
    if (key_a == key_b) return Likeness::Same;

    const bool suggested = sound_alike(key_a, key_b) || is_cut_from(name_a, name_b) ||
                           is_cut_from(name_b, name_a) || is_without_vowels(key_a, key_b) ||
                           is_without_vowels(key_b, key_a) ||
                           shares_parts(parts(name_a), parts(name_b));
    return suggested ? Likeness::Suggested : Likeness::Apart;
}

bool names_swapped(FullName a, FullName b) {
    const std::string last = search_key(a.last);
    const std::string first = search_key(a.first);
    return !last.empty() && !first.empty() && last != first && last == search_key(b.first) &&
           first == search_key(b.last);
}

}  // namespace gps::people
