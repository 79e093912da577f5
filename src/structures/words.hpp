#pragma once

#include <string>
#include <string_view>
#include <vector>

// The keys under which structures are found and ordered. A person's name and an organisation's are
// not cut alike: here "St" is Saint wherever it stands, "C.H.R.S." is one word, "de" is none.
namespace gps::structures {

// "CTRE D'ACCUEIL de St-Jean C.H.R.S." → "ctre", "accueil", "saint", "jean", "chrs". In order,
// without doubles; only [a-z0-9] unless a script has no Latin letters.
std::vector<std::string> index_words(std::string_view text);

// One letter alone is no word of a search: nobody looks for it. A digit alone is one.
bool is_one_letter(std::string_view word);

// Every name that sorts or compares as one: "Pôle Emploi" → "poleemploi".
std::string name_key(std::string_view name);

// One key a commune: "PORT ST LOUIS DU RHONE CEDEX 2" → "portsaintlouisdurhone".
std::string city_key(std::string_view city);

// A street as two lists write it: "12, av. de la Gare" and "12 AVENUE DE LA GARE" are one.
std::string address_key(std::string_view address);

}  // namespace gps::structures
