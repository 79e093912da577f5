#pragma once

#include "base/clock.hpp"
#include "followup/acts_store.hpp"

// What opening a part leaves, whoever opens it: for the acts of this room, which have decided.
namespace gps::followup {

// For whom a part is opened: the viewer, or someone whom they let in.
struct Opening {
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    bool is_habilitated = false;
    bool is_creator = false;
    sharing::Door door = sharing::Door::ExactIdentity;
};

// A first period, or a new one of the part that ended. False when the part goes on already: another
// request opened it meanwhile.
bool open_part(db::Transaction& tx, const base::Clock& clock, const Opening& whose,
               const sharing::PartTyped& typed);

}  // namespace gps::followup
