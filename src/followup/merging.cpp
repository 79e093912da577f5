#include "followup/merging.hpp"

#include "followup/merging_store.hpp"
#include "followup/referent_store.hpp"
#include "followup/shown.hpp"
#include "sharing/rules.hpp"

#include <algorithm>

namespace gps::followup {
namespace {

std::vector<RecordedPeriod> joined(std::vector<RecordedPeriod> periods) {
    std::ranges::sort(periods, {}, [](const RecordedPeriod& one) { return one.period.started_on; });
    std::vector<RecordedPeriod> all;
    for (const auto& one : periods) {
        const auto end = all.empty() ? std::nullopt : all.back().period.ended_on;
        if (all.empty() || (end && *end < one.period.started_on)) {
            all.push_back(one);
            continue;
        }
        auto& last = all.back();
        last.recorded_at = std::min(last.recorded_at, one.recorded_at);
        if (last.period.ended_on && one.period.ended_on)
            last.period.ended_on = std::max(last.period.ended_on, one.period.ended_on);
        else
            last.period.ended_on.reset();
    }
    return all;
}

// `less`: by how much the professional's counters shrink.
void fold_twins(db::Transaction& tx, const Taking& taking, const store::Twins& twins,
                store::Counters& less) {
    const auto referent = store::hold_group(tx, twins.person);
    const auto kept = store::whole_part(tx, twins.kept);
    const auto other = store::whole_part(tx, twins.other);
    const auto part = fold(kept, other);
    const auto& latest = part.periods.back().period;
    const OwnPart own{.id = twins.kept,
                      .started_on = latest.started_on,
                      .ended_on = latest.ended_on,
                      .is_creator = part.is_creator};
    store::join_referents(tx, twins.person, twins.kept, twins.other);
    store::replace_parts(tx, twins, part, own,
                         shown(store::person_keys(tx, twins.person),
                               level_of_contributor(taking.is_habilitated, own, taking.today)));
    store::count_contributor(tx, twins.person, -1);
    const auto seen_since = taking.today.plus_days(-sharing::kDaysAfterEnd);
    const auto named = referent == twins.other ? twins.kept : referent;
    store::set_referent(tx, twins.person, named.value == 0 ? std::nullopt : std::optional(named),
                        seen_since);
    ++(kept.is_ongoing() && other.is_ongoing() ? less.current : less.past);
}

}  // namespace

WholePart fold(const WholePart& kept, const WholePart& other) {
    auto part = !kept.is_ongoing() && other.is_ongoing() ? other : kept;
    part.reasons = kept.reasons | other.reasons;
    part.is_creator = kept.is_creator || other.is_creator;
    part.granted_until = std::max(kept.granted_until, other.granted_until);
    part.last_activity_at = std::max(kept.last_activity_at, other.last_activity_at);
    part.created_at = std::min(kept.created_at, other.created_at);
    part.last_contact_on = std::max(kept.last_contact_on, other.last_contact_on);
    part.kept_on = std::max(kept.kept_on, other.kept_on);
    part.periods = kept.periods;
    part.periods.insert(part.periods.end(), other.periods.begin(), other.periods.end());
    part.periods = joined(std::move(part.periods));
    return part;
}

void move_contributions(db::Transaction& tx, const Taking& taking) {
    store::Counters less;
    for (const auto& twins : store::twins(tx, taking.move)) fold_twins(tx, taking, twins, less);
    store::move_parts(tx, taking.move);
    const auto moved = store::take_counters(tx, taking.move);
    if (moved.current == 0 && moved.past == 0) return;
    store::count(tx, {.professional = taking.move.professional, .structure = taking.move.to},
                 moved.current - less.current, moved.past - less.past);
}

}  // namespace gps::followup
