#include "followup/watch_store.hpp"

namespace gps::followup::store {

constexpr db::Statement kNoteContact{
    .name = "followup.note_contact",
    .text = R"sql(
        UPDATE followup_contributions
        SET last_contact_on = $2, warned_on = NULL
        WHERE id = $1 AND ended_on IS NULL AND coalesce(last_contact_on < $2, TRUE)
    )sql",
};

void note_contact(db::Transaction& tx, ContributionId part, base::Date day) {
    tx.exec(kNoteContact, part, day);
}

constexpr db::Statement kKeep{
    .name = "followup.keep",
    .text = R"sql(
        UPDATE followup_contributions
        SET kept_on = $2, warned_on = NULL
        WHERE id = $1 AND ended_on IS NULL
    )sql",
};

void keep(db::Transaction& tx, ContributionId part, base::Date today) {
    tx.exec(kKeep, part, today);
}

constexpr db::Statement kWarn{
    .name = "followup.warn",
    .text = R"sql(
        UPDATE followup_contributions
        SET warned_on = $2
        WHERE id = $1 AND ended_on IS NULL
    )sql",
};

void warn(db::Transaction& tx, ContributionId part, base::Date today) {
    tx.exec(kWarn, part, today);
}

constexpr db::Statement kHoldStill{
    .name = "followup.hold_still",
    .text = R"sql(
        UPDATE followup_groups
        SET contributor_count = contributor_count
        WHERE person_id = $1
    )sql",
};

void hold_still(db::Transaction& tx, people::PersonId person) {
    tx.exec(kHoldStill, person);
}

constexpr db::Statement kLookAgain{
    .name = "followup.look_again",
    .text = R"sql(
        UPDATE followup_groups
        SET look_on = $2
        WHERE person_id = $1 AND last_activity_at = $3
    )sql",
};

void look_again(db::Transaction& tx, people::PersonId person, base::Date on, base::Instant as_of) {
    tx.exec(kLookAgain, person, on, as_of);
}

}  // namespace gps::followup::store
