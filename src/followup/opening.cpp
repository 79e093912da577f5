#include "followup/opening.hpp"

#include "followup/ending.hpp"
#include "followup/shown.hpp"

#include <algorithm>

namespace gps::followup {
namespace {

store::NewPart new_part(db::Transaction& tx, const base::Clock& clock, const Opening& whose,
                        const sharing::PartTyped& typed, const OwnPart& own) {
    const auto keys = store::person_keys(tx, whose.person);
    return {.person = whose.person,
            .professional = whose.professional,
            .structure = whose.structure,
            .role = typed.role,
            .reasons = typed.reasons,
            .started_on = typed.started_on,
            .door = whose.door,
            .is_creator = whose.is_creator,
            .birth_key = keys.birth,
            .shown = shown(keys, level_of_contributor(whose.is_habilitated, own, clock.today())),
            .now = clock.now()};
}

}  // namespace

bool open_part(db::Transaction& tx, const base::Clock& clock, const Opening& whose,
               const sharing::PartTyped& typed) {
    const auto now = clock.now();
    store::lock_group(tx, whose.person, now);
    const auto own = store::own_part(tx, whose.person, whose.professional, whose.structure);
    if (own && own->is_ongoing()) return false;
    // Someone else's answer may come after the start that was asked for: periods never overlap.
    auto starting = typed;
    if (own) starting.started_on = std::max(typed.started_on, own->last_day(clock.today()));
    auto to_be = own.value_or(OwnPart{.is_creator = whose.is_creator});
    to_be.ended_on.reset();
    const auto part = new_part(tx, clock, whose, starting, to_be);
    const store::Caseload caseload{.professional = whose.professional,
                                   .structure = whose.structure};
    const auto id = own ? own->id : store::add_part(tx, part);
    if (own) {
        store::resume(tx, id, part);
        store::count(tx, caseload, 1, -1);
    } else {
        store::count(tx, caseload, 1, 0);
        store::count_contributor(tx, whose.person, 1);
    }
    store::open_period(tx, id, starting.started_on, now);
    store::note_activity(tx, whose.person, now, seen_since(clock.today()));
    return true;
}

}  // namespace gps::followup
