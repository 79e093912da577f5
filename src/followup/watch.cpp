#include "followup/watch.hpp"

#include "followup/acts_store.hpp"
#include "followup/ending.hpp"
#include "followup/watch_store.hpp"

namespace gps::followup {

void note_contact(db::Transaction& tx, const base::Clock& clock, people::PersonId person,
                  people::ProfessionalId professional, structures::StructureId structure) {
    const auto own = store::own_part(tx, person, professional, structure);
    if (own && own->is_ongoing()) store::note_contact(tx, own->id, clock.today());
}

void warn_of_end(db::Transaction& tx, sharing::ContributionId part, base::Date today) {
    store::warn(tx, part, today);
}

void end_by_itself(db::Transaction& tx, const base::Clock& clock, const Part& part) {
    end_ongoing(tx, {.person = part.person,
                     .part = part.id,
                     .whose = {.professional = part.professional, .structure = part.structure},
                     .last_day = clock.today(),
                     .now = clock.now(),
                     .today = clock.today()});
}

void hold_still(db::Transaction& tx, people::PersonId person) {
    store::hold_still(tx, person);
}

void look_again(db::Transaction& tx, people::PersonId person, base::Date on, base::Instant as_of) {
    store::look_again(tx, person, on, as_of);
}

}  // namespace gps::followup
