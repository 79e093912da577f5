#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "sharing/model.hpp"

// What time does to those who follow a person, when nobody does anything: for the room that decides
// it (alerts, ADR 0035), and for acts that are a contact with the person.
namespace gps::followup {

// A part that goes on, and whose it is.
struct Part {
    people::PersonId person = {};
    sharing::ContributionId id = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};

// Somebody met the person today, or will: of who follows them now; nobody else is changed.
void note_contact(db::Transaction& tx, const base::Clock& clock, people::PersonId person,
                  people::ProfessionalId professional, structures::StructureId structure);

// Their part will end by itself in thirty days, as they are told.
void warn_of_end(db::Transaction& tx, sharing::ContributionId part, base::Date today);
// Ends it today, within hold_still().
void end_by_itself(db::Transaction& tx, const base::Clock& clock, const Part& part);

// Nobody else changes the group until the end of the transaction.
void hold_still(db::Transaction& tx, people::PersonId person);
// On what day the person is looked at again, unless the group changed after `as_of`: then at once.
void look_again(db::Transaction& tx, people::PersonId person, base::Date on, base::Instant as_of);

}  // namespace gps::followup
