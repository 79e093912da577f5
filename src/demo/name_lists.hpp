#pragma once

#include <array>
#include <span>
#include <string_view>

// The names and places that the people of the demonstration are made of. The lists are ours: names
// of every origin and every spelling that a search must join or keep apart, weights by rough size.
// Nobody is described: surname, first name and birthplace are to be drawn apart.
namespace gps::demo {

struct Surname {
    std::string_view name = {};
    int weight = 0;
};

enum class Sex { Woman, Man };

constexpr int kFirstDecade = 1950;

struct FirstName {
    std::string_view name = {};
    Sex sex = Sex::Woman;
    std::array<int, 6> weight_by_decade = {};  // of births, from kFirstDecade on
};

struct Commune {
    std::string_view name = {};
    std::string_view department = {};  // "30", "2A", "974"
    std::string_view insee_code = {};
};

std::span<const Surname> surnames();
// A name given to both sexes stands twice.
std::span<const FirstName> first_names();
// Two communes may have one name: the INSEE code tells them apart.
std::span<const Commune> communes();

}  // namespace gps::demo
