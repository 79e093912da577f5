#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>

// One contributor goes, another stays: the end of a relay that hands a person over (ADR 0032).
namespace gps::followup {

struct Side {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

struct Handover {
    people::PersonId person = {};
    Side giver = {};
    Side taker = {};
    bool taker_is_habilitated = false;
    std::optional<people::ProfessionalId> decided_by = {};  // nobody said: the giver
};

// Ends the giver's part today, while the taker's goes on; the taker is référent if the giver was,
// when their structure is habilitated. False, and nothing is done, when either does not follow the
// person: nobody is left alone.
bool hand_over(db::Transaction& tx, const base::Clock& clock, const Handover& handover);

}  // namespace gps::followup
