#include "followup/handover.hpp"

#include "followup/acts_store.hpp"
#include "followup/ending.hpp"
#include "followup/referent.hpp"
#include "followup/referent_store.hpp"

namespace gps::followup {

bool hand_over(db::Transaction& tx, const base::Clock& clock, const Handover& handover) {
    const auto& [person, giver, taker, taker_is_habilitated, decided_by] = handover;
    const auto now = clock.now();
    const auto today = clock.today();
    store::lock_group(tx, person, now);
    const auto ending = store::own_part(tx, person, giver.professional, giver.structure);
    const auto staying = store::own_part(tx, person, taker.professional, taker.structure);
    if (!ending || !ending->is_ongoing() || !staying || !staying->is_ongoing()) return false;
    if (ending->id == staying->id) return false;
    if (taker_is_habilitated && store::referent_of(tx, person) == ending->id) {
        store::end_designation(tx, person, now, store::DesignationEnd::Replaced);
        store::add_designation(tx, {.person = person,
                                    .part = staying->id,
                                    .former = ending->id,
                                    .reason = kByRelay,
                                    .decided_by = decided_by.value_or(giver.professional),
                                    .at = now});
        store::set_referent(tx, person, staying->id, seen_since(today));
    }
    end_ongoing(tx, {.person = person,
                     .part = ending->id,
                     .whose = {.professional = giver.professional, .structure = giver.structure},
                     .last_day = today,
                     .now = now,
                     .today = today});
    return true;
}

}  // namespace gps::followup
