#pragma once

#include "db/bulk.hpp"
#include "db/database.hpp"
#include "sharing/model.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of starting, editing, ending and resuming.
namespace gps::followup::store {

using sharing::ContributionId;
using sharing::Door;
using sharing::OwnPart;
using sharing::Reasons;
using sharing::ReferentKind;

// Makes the group of a person who has none yet, and keeps others from changing it until the end of
// the transaction. The person will be looked at again: watch.hpp.
void lock_group(db::Transaction& tx, people::PersonId person, base::Instant now);

// What a contribution needs of its person, to be found and sorted in lists.
struct PersonKeys {
    std::string birth = {};
    std::string first = {};
    people::Initials initials = {};
};
PersonKeys person_keys(db::Transaction& tx, people::PersonId person);

// A contributor's place in the lists: what they see of the person.
struct Shown {
    std::string key = {};        // last name first
    std::string first_key = {};  // first name first
    bool names = false;          // false: initials
};

struct NewPart {
    people::PersonId person = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    std::string role = {};
    Reasons reasons = 0;
    base::Date started_on = {};
    Door door = Door::ExactIdentity;
    bool is_creator = false;
    std::string birth_key = {};
    Shown shown = {};
    base::Instant now = {};
};
// For a professional who has no part yet for this structure, not even an ended one, in a group that
// lock_group() made. Its référent, if it has one, is another.
ContributionId add_part(db::Transaction& tx, const NewPart& part);

// The tables of these rows, for a base that is filled at once, and the longest of the rows.
db::BulkTable contributions_table();
db::BulkRow contribution_row(const NewPart& part, base::Instant last_activity,
                             std::optional<base::Date> ended_on, ReferentKind referent);
db::BulkTable groups_table();
db::BulkTable periods_table();
db::BulkTable caseloads_table();

// Of this person, for this structure; whatever its state.
std::optional<OwnPart> own_part(db::Transaction& tx, people::PersonId person,
                                people::ProfessionalId professional,
                                structures::StructureId structure);

void open_period(db::Transaction& tx, ContributionId contribution, base::Date started_on,
                 base::Instant now);
// False when a later period or end stands in the way.
void move_period(db::Transaction& tx, ContributionId contribution, base::Date started_on);
void close_period(db::Transaction& tx, ContributionId contribution, base::Date ended_on);
// The end of the period before the current one.
std::optional<base::Date> previous_end(db::Transaction& tx, ContributionId contribution);

void resume(db::Transaction& tx, ContributionId contribution, const NewPart& part);
void edit(db::Transaction& tx, ContributionId contribution, base::Date started_on,
          std::string_view role, Reasons reasons);
void let_see(db::Transaction& tx, ContributionId contribution, std::optional<base::Date> until);
void end(db::Transaction& tx, ContributionId contribution, base::Date ended_on, base::Instant now);

// The end of the latest period is taken back: the part goes on, for who is seen by the group's
// référent once set_referent() has said it.
void reopen(db::Transaction& tx, ContributionId contribution);

// Adds to the counters of a caseload; either may be negative.
struct Caseload {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};
void count(db::Transaction& tx, const Caseload& whose, int current, int past);
void count_contributor(db::Transaction& tx, people::PersonId person, int more);

// Something was done: the lists of those who may see it say so; that of whoever did it may already.
void note_activity(db::Transaction& tx, people::PersonId person, base::Instant now,
                   base::Date still_seen_since);

struct ToHide {
    ContributionId id = {};
    people::PersonId person = {};
};
std::vector<ToHide> to_hide(db::Transaction& tx, base::Date ended_before);
// Leaves a part alone that was resumed meanwhile.
void hide(db::Transaction& tx, ContributionId contribution, const Shown& initials,
          base::Date ended_before);

}  // namespace gps::followup::store
