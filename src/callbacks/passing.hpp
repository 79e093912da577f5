#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>

// A colleague takes a person over from who leaves their structure, and gives them back if that was
// a mistake (ADR 0037): the calls asked for go along.
namespace gps::callbacks {

struct Passing {
    people::PersonId person = {};
    structures::StructureId structure = {};
    people::ProfessionalId leaver = {};
    people::ProfessionalId taker = {};
    base::Instant at = {};
};

// What waits for the leaver about the person is asked of the taker, until the same day; what the
// taker had asked for is cancelled. Whoever asked the taker already is left as they are. How many
// were passed on.
std::int64_t pass_callbacks(db::Transaction& tx, const Passing& passing);

// What was passed on at that moment, and not touched since, is asked of the leaver again.
void take_callbacks_back(db::Transaction& tx, const Passing& passing);

}  // namespace gps::callbacks
