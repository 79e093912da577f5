#pragma once

#include "db/database.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <string>

// What changes when a structure is habilitated, or no longer: sight() follows at once, and so do
// the searches; the keys under which its contributors sort and find people follow some at a time.
namespace gps::followup {

using sharing::ContributionId;

// Where the contributions of a structure go on, in the order of their index.
struct SightPlace {
    bool is_past = false;
    std::string birth_key = {};
    people::PersonId person = {};
    ContributionId id = {};
};

struct SightsOf {
    structures::StructureId structure = {};
    bool is_habilitated = false;
};
// Brings at most 200 contributions after `place` up to what is seen now; where it stopped, nullopt
// at the end. Doing it twice changes nothing more.
std::optional<SightPlace> show_again(db::Transaction& tx, const SightsOf& whose,
                                     const SightPlace& place, base::Date today);

}  // namespace gps::followup
