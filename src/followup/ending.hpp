#pragma once

#include "db/database.hpp"
#include "followup/acts_store.hpp"

// What ending a part leaves, whoever ends it: for the acts of this room, which have decided.
namespace gps::followup {

struct Ending {
    people::PersonId person = {};
    sharing::ContributionId part = {};  // which goes on, in a group that lock_group() made
    store::Caseload whose = {};
    base::Date last_day = {};
    base::Instant now = {};
    base::Date today = {};
};
// The référent whose part ends is référent no more, nor certified.
void end_ongoing(db::Transaction& tx, const Ending& ending);

// Parts that ended on that day or later still see as before.
base::Date seen_since(base::Date today);

}  // namespace gps::followup
