#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

// How names are kept, compared and shown. Surnames and first names follow the same rules; a name is
// kept as it was typed and never corrected. Everything here is pure and safe from any thread.
namespace gps::people {

// What to keep of a typed name: NFC, trimmed, each run of white space (no-break spaces too) folded
// into one space. Refused when empty, over 100 characters, or made of anything but letters of any
// script, their marks, spaces, apostrophes, hyphens and dots. `field` is the form field to mark.
base::Result<std::string> clean_name(std::string_view typed, std::string_view field);

// The form under which a name is found: "BEN ALI" → "benali", "N’Diaye" → "ndiaye",
// "PÊCHEUR" → "pecheur", "St Martin" → "saintmartin". Only [a-z0-9], other scripts being written in
// Latin letters; a script that cannot be keeps its own letters, in lower case.
std::string search_key(std::string_view name);

// The keys under which a part of a name is found, in order, without doubles: "Jean-Pierre" →
// "jean", "pierre". A particle is never alone: "Martin de La Tour" → "martin", "delatour",
// "latour", "tour".
std::vector<std::string> search_words(std::string_view name);

// How a name sounds to a French ear, in [a-z0-9]: names that a clerk may write for one another have
// the same key. It depends on search_key(name) only. The rules are in names_sounds.cpp.
std::string sound_key(std::string_view name);

enum class Likeness {
    Same,       // two spellings of one name: same search key
    Suggested,  // worth a human look: same sound, a part missing, cut by another system
    Apart,
};

// Symmetric. A missing name is like no other, not even another missing one.
Likeness likeness(std::string_view a, std::string_view b);

struct FullName {
    std::string_view last = {};
    std::string_view first = {};
};

// Whether the surname of one is the first name of the other, and the other way round.
bool names_swapped(FullName a, FullName b);

// Whether one slip of the pen separates two birth dates: exactly one digit of DDMMYYYY differs, or
// day and month are swapped. False for equal dates.
bool one_digit_off(base::Date a, base::Date b);

// What is shown of a name that may not be read: "Émile" → "É…". Where one sign is a whole syllable
// (Han, Hangul, kana), the Latin letter it sounds like: the sign could be the whole name.
std::string initial(std::string_view name);
// "D… J…", surname first.
std::string masked(std::string_view last, std::string_view first);

// In French capitals, accents kept: "martin-dupont" → "MARTIN-DUPONT", "lefèvre" → "LEFÈVRE".
std::string shown_last(std::string_view last);
// As typed, unless typed all in capitals or all in small letters: "JEAN-PIERRE" → "Jean-Pierre".
std::string shown_first(std::string_view first);
// "MARTIN Jeanne".
std::string shown_full(std::string_view last, std::string_view first);

}  // namespace gps::people
