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

// What is to be done is decided again once nobody else can change the group. In a transaction of
// its own: one that told of hundreds would hold their digests in another order than acts do.
void act_on_one(const Keeping& keeping, people::PersonId person) {
    keeping.database.write([&](db::Transaction& tx) {
        const Round round{
            .keeping = keeping,
            .telling = {.tx = tx, .public_url = keeping.public_url, .now = keeping.clock.now()},
            .today = keeping.clock.today()};
        followup::hold_still(tx, person);
        const auto situation = store::one(tx, person);
        const auto findings = examined(situation, round.today);
        act_on(round, situation, findings);
        // A part that ended left the group changed: its person is looked at once more.
        if (findings.to_end.empty())
            followup::look_again(tx, person, findings.look_on, situation.changed_at);
    });
}

struct Looked {
    std::int64_t people = 0;
    std::vector<people::PersonId> to_act_on = {};
};

// For most there is nothing to do but to say when they are looked at again.
Looked look_at_some(db::Transaction& tx, base::Date today, const std::vector<Situation>& some) {
    Looked looked{.people = static_cast<std::int64_t>(some.size())};
    for (const auto& one : some) {
        const auto findings = examined(one, today);
        if (one.has_alerts || !findings.are_none())
            looked.to_act_on.push_back(one.person);
        else
            followup::look_again(tx, one.person, findings.look_on, one.changed_at);
    }
    return looked;
}

template <class Some>
std::int64_t all_of(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        const auto looked = keeping.database.write(
            [&](db::Transaction& tx) { return look_at_some(tx, keeping.clock.today(), some(tx)); });
        for (const auto person : looked.to_act_on) act_on_one(keeping, person);
        return looked.people;
    });
}

}  // namespace

std::int64_t watch(const Keeping& keeping) {
    return all_of(keeping, [](db::Transaction& tx) { return store::changed(tx); }) +
           all_of(keeping,
                  [&](db::Transaction& tx) { return store::due(tx, keeping.clock.today()); });
}

}  // namespace gps::alerts
