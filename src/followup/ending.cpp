#include "followup/ending.hpp"

#include "followup/referent_store.hpp"
#include "sharing/rules.hpp"

namespace gps::followup {

base::Date seen_since(base::Date today) {
    return today.plus_days(-sharing::kDaysAfterEnd);
}

void end_ongoing(db::Transaction& tx, const Ending& ending) {
    const auto& [person, part, whose, last_day, now, today] = ending;
    store::end(tx, part, last_day, now);
    store::close_period(tx, part, last_day);
    store::count(tx, whose, -1, 1);
    if (store::referent_of(tx, person) == part) {
        store::end_designation(tx, person, now, store::DesignationEnd::PartEnded);
        store::set_referent(tx, person, std::nullopt, seen_since(today));
    }
    store::end_certified(tx, person, part);
    store::note_activity(tx, person, now, seen_since(today));
}

}  // namespace gps::followup
