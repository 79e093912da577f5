#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "structures/model.hpp"

#include <string_view>

// Two structures that are one place: what it does to the structures themselves (ADR 0029). What is
// attached to them is moved by the rooms that own it.
namespace gps::structures {

// The structure that takes the place of this one, itself when there is none. A structure whose rows
// are still being moved is its own.
Structure led_to(db::Transaction& tx, const Structure& structure);

// They are two places: no list proposes the pair again. False when it is so already.
struct Pair {
    StructureId first = {};
    StructureId second = {};
};
struct Apart {
    std::string_view why = {};
    people::ProfessionalId by = {};
    base::Instant at = {};
};
bool keep_apart(db::Transaction& tx, const Pair& pair, const Apart& apart);

// From now on whoever would join `pair.first` joins `pair.second`, which takes its place: so it
// does of those that `pair.first` had taken the place of.
void start_merge(db::Transaction& tx, const Pair& pair, base::Instant now);
// It is closed; what names it leads to the other.
void end_merge(db::Transaction& tx, const Pair& pair, base::Instant now);

}  // namespace gps::structures
