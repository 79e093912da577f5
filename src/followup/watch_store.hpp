#pragma once

#include "db/database.hpp"
#include "sharing/model.hpp"

// The SQL of what time does to a part: contacts, and ends that come by themselves.
namespace gps::followup::store {

using sharing::ContributionId;

// Of a part that goes on; an earlier day than the one known changes nothing.
void note_contact(db::Transaction& tx, ContributionId part, base::Date day);
void keep(db::Transaction& tx, ContributionId part, base::Date today);
void warn(db::Transaction& tx, ContributionId part, base::Date today);

// Keeps others from changing the group until the end of the transaction, without being an act.
void hold_still(db::Transaction& tx, people::PersonId person);
// Unless the group changed after `as_of`.
void look_again(db::Transaction& tx, people::PersonId person, base::Date on, base::Instant as_of);

}  // namespace gps::followup::store
