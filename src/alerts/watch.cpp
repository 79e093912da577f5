#include "alerts/watch.hpp"

#include "alerts/raising.hpp"
#include "alerts/rules.hpp"
#include "alerts/store.hpp"
#include "audit/usecases.hpp"
#include "base/rounds.hpp"
#include "followup/watch.hpp"
#include "notices/usecases.hpp"

#include <span>

namespace gps::alerts {
namespace {

// One round: what is read of it, and what may be done.
struct Round {
    const Keeping& keeping;
    notices::Telling telling;
    base::Date today;
};

void tell_one(const Round& round, const Situation& situation, const Part& part,
              notices::Event event) {
    const notices::Recipient recipient{.professional = part.professional,
                                       .structure = part.structure};
    notices::tell(round.telling, {.event = event, .person = situation.person},
                  std::span(&recipient, 1));
}

void end_by_itself(const Round& round, const Situation& situation, const Part& part) {
    const auto& [keeping, telling, today] = round;
    followup::end_by_itself(telling.tx, keeping.clock,
                            {.person = situation.person,
                             .id = part.id,
                             .professional = part.professional,
                             .structure = part.structure});
    tell_one(round, situation, part, notices::Event::PartEnded);
    audit::record(telling.tx, keeping.keys,
                  {.at = telling.now,
                   .act = audit::Act::LetContributionEnd,
                   .person = situation.person,
                   .detail = "months=" + std::to_string(kMonthsWithoutContact)});
}

void act_on(const Round& round, const Situation& situation, const Findings& findings) {
    for (const auto kind : findings.to_close)
        store::close(round.telling.tx, situation.person, kind, {.today = round.today});
    for (const auto kind : findings.to_raise) raise(round.telling, situation, kind, round.today);
    for (const auto& part : findings.to_warn) {
        followup::warn_of_end(round.telling.tx, part.id, round.today);
        tell_one(round, situation, part, notices::Event::PartEnds);
    }
    for (const auto& part : findings.to_end) end_by_itself(round, situation, part);
}

// What is to be done is decided again once nobody else can change the group.
void look_at(const Round& round, const Situation& seen) {
    auto& tx = round.telling.tx;
    auto findings = examined(seen, round.today);
    auto changed_at = seen.changed_at;
    if (seen.has_alerts || !findings.are_none()) {
        followup::hold_still(tx, seen.person);
        const auto situation = store::one(tx, seen.person);
        findings = examined(situation, round.today);
        changed_at = situation.changed_at;
        act_on(round, situation, findings);
    }
    // A part that ended left the group changed: its person is looked at once more.
    if (findings.to_end.empty())
        followup::look_again(tx, seen.person, findings.look_on, changed_at);
}

std::int64_t look_at_some(const Keeping& keeping, db::Transaction& tx,
                          const std::vector<Situation>& some) {
    const Round round{
        .keeping = keeping,
        .telling = {.tx = tx, .public_url = keeping.public_url, .now = keeping.clock.now()},
        .today = keeping.clock.today()};
    for (const auto& one : some) look_at(round, one);
    return static_cast<std::int64_t>(some.size());
}

template <class Some>
std::int64_t all_of(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        return keeping.database.write(
            [&](db::Transaction& tx) { return look_at_some(keeping, tx, some(tx)); });
    });
}

}  // namespace

std::int64_t watch(const Keeping& keeping) {
    return all_of(keeping, [](db::Transaction& tx) { return store::changed(tx); }) +
           all_of(keeping,
                  [&](db::Transaction& tx) { return store::due(tx, keeping.clock.today()); });
}

}  // namespace gps::alerts
