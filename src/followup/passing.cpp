#include "followup/passing.hpp"

#include "followup/acts_store.hpp"
#include "followup/ending.hpp"
#include "followup/merging_store.hpp"
#include "followup/opening.hpp"
#include "followup/referent.hpp"
#include "followup/referent_store.hpp"

namespace gps::followup {
namespace {

std::optional<sharing::OwnPart> part_of(db::Transaction& tx, people::PersonId person,
                                        const Side& side) {
    return store::own_part(tx, person, side.professional, side.structure);
}

store::Caseload caseload_of(const Side& side) {
    return {.professional = side.professional, .structure = side.structure};
}

bool is_as_left(db::Transaction& tx, const Handover& handover, const Passed& passed,
                base::Date ended_on) {
    const auto left = part_of(tx, handover.person, handover.giver);
    const auto taken = part_of(tx, handover.person, handover.taker);
    if (!left || left->id != passed.left || left->ended_on != ended_on) return false;
    if (!taken || taken->id != passed.taken || !taken->is_ongoing()) return false;
    if (!passed.was_referent) return true;
    // Where the taker's structure may name none, there is none any more.
    return store::referent_of(tx, handover.person).value_or(passed.taken) == passed.taken;
}

}  // namespace

std::optional<Passed> pass_part(db::Transaction& tx, const base::Clock& clock,
                                const Handover& handover) {
    const auto& person = handover.person;
    store::lock_group(tx, person, clock.now());
    const auto left = part_of(tx, person, handover.giver);
    if (!left || !left->is_ongoing()) return std::nullopt;
    const auto whole = store::whole_part(tx, left->id);
    Passed passed{.left = left->id, .was_referent = store::referent_of(tx, person) == left->id};
    passed.was_opened =
        open_part(tx, clock,
                  {.person = person,
                   .professional = handover.taker.professional,
                   .structure = handover.taker.structure,
                   .is_habilitated = handover.taker_is_habilitated,
                   .door = sharing::Door::Relay},
                  {.started_on = clock.today(), .role = whole.role, .reasons = whole.reasons});
    const auto taken = part_of(tx, person, handover.taker);
    if (!taken || !hand_over(tx, clock, handover))
        throw std::logic_error("a part that was just opened does not go on");
    passed.taken = taken->id;
    return passed;
}

bool take_part_back(db::Transaction& tx, const base::Clock& clock, const Handover& handover,
                    const Passed& passed, base::Date ended_on) {
    const auto& person = handover.person;
    const auto now = clock.now();
    const auto today = clock.today();
    store::lock_group(tx, person, now);
    if (!is_as_left(tx, handover, passed, ended_on)) return false;
    store::reopen(tx, passed.left);
    store::count(tx, caseload_of(handover.giver), 1, -1);
    if (passed.was_referent) {
        store::end_designation(tx, person, now, store::DesignationEnd::Replaced);
        store::add_designation(tx, {.person = person,
                                    .part = passed.left,
                                    .former = passed.taken,
                                    .reason = kByRelay,
                                    .decided_by = handover.decided_by,
                                    .at = now});
    }
    store::set_referent(tx, person,
                        passed.was_referent ? passed.left : store::referent_of(tx, person),
                        seen_since(today));
    if (!passed.was_opened) {
        store::note_activity(tx, person, now, seen_since(today));
        return true;
    }
    end_ongoing(tx, {.person = person,
                     .part = passed.taken,
                     .whose = caseload_of(handover.taker),
                     .last_day = today,
                     .now = now,
                     .today = today});
    return true;
}

}  // namespace gps::followup
