#include "followup/certified.hpp"

#include "followup/acts_store.hpp"
#include "followup/referent_store.hpp"

#include <utility>

namespace gps::followup {

Certifying weigh(const std::optional<Certified>& known, ContributionId part, const Attested& data,
                 base::Date today) {
    const bool is_theirs = known && known->part == part;
    if (is_theirs && data.is_referent)
        return data.on > known->on ? Certifying::Changed : Certifying::Unchanged;
    if (!is_theirs && !data.is_referent) return Certifying::Unchanged;
    const bool is_older = known && data.on.value_or(today) < known->on;
    return is_older ? Certifying::Outdated : Certifying::Changed;
}

Certifying certify(const Acting& acting, people::PersonId person, const Attested& data) {
    auto& tx = acting.tx;
    const auto today = acting.house.clock.today();
    const auto weighed = [&] {
        const auto own = store::own_part(tx, person, acting.viewer.id, acting.viewer.structure());
        if (!own || !own->is_ongoing()) return std::pair(ContributionId{}, Certifying::Unchanged);
        return std::pair(own->id, weigh(store::certified_of(tx, person), own->id, data, today));
    };
    // Most rows of a file say nothing new: the group is held, and read again, for the others alone.
    if (const auto how = weighed().second; how != Certifying::Changed) return how;
    store::lock_group(tx, person, acting.house.clock.now());
    const auto [part, how] = weighed();
    if (how != Certifying::Changed) return how;
    if (data.is_referent)
        store::set_certified(tx, person, {.part = part, .on = data.on.value_or(today)});
    else
        store::end_certified(tx, person, part);
    return how;
}

}  // namespace gps::followup
