#include "relays/deadlines.hpp"

#include "alerts/usecases.hpp"
#include "audit/usecases.hpp"
#include "base/rounds.hpp"
#include "followup/handover.hpp"
#include "relays/deadlines_store.hpp"
#include "relays/leaving.hpp"
#include "relays/rules.hpp"
#include "relays/store.hpp"
#include "relays/told.hpp"

namespace gps::relays {
namespace {

notices::Telling telling(const Keeping& keeping, db::Transaction& tx) {
    return {.tx = tx, .public_url = keeping.public_url, .now = keeping.clock.now()};
}

void leave_entry(const Keeping& keeping, db::Transaction& tx, audit::Act act,
                 people::PersonId person, const base::PublicId& relay) {
    audit::record(
        tx, keeping.keys,
        {.at = keeping.clock.now(), .act = act, .person = person, .subject = relay.text()});
}

std::int64_t recall_some(const Keeping& keeping, db::Transaction& tx) {
    const auto now = keeping.clock.now();
    const auto waiting = store::recall(tx, now.minus(kRecalledAfter), now);
    for (const auto& id : waiting) {
        // Nobody is reminded of somebody who objected since.
        if (const auto relay = store::one(tx, id, {}))
            tell_taker(telling(keeping, tx), *relay, notices::Event::RelayStillWaits, std::nullopt);
    }
    return static_cast<std::int64_t>(waiting.size());
}

std::int64_t close_some(const Keeping& keeping, db::Transaction& tx) {
    const auto now = keeping.clock.now();
    const auto lapsed = store::let_lapse(tx, now.minus(kAnsweredWithin), now);
    for (const auto& relay : lapsed) {
        tell_giver(telling(keeping, tx), relay, notices::Event::RelayExpired, std::nullopt);
        alerts::raise_unanswered(telling(keeping, tx), keeping.clock.today(), relay.person,
                                 relay.giver);
        leave_entry(keeping, tx, audit::Act::LetRelayLapse, relay.person, relay.public_id);
    }
    return static_cast<std::int64_t>(lapsed.size());
}

std::int64_t hand_over_some(const Keeping& keeping, db::Transaction& tx) {
    const auto due = store::hand_over_due(tx, keeping.clock.today(), keeping.clock.now());
    for (const auto& one : due) {
        const bool is_over = followup::hand_over(
            tx, keeping.clock,
            {.person = one.person,
             .giver = {.professional = one.giver, .structure = one.giver_structure},
             .taker = {.professional = one.taker, .structure = one.taker_structure},
             .taker_is_habilitated = one.taker_is_habilitated});
        if (is_over) leave_entry(keeping, tx, audit::Act::HandOver, one.person, one.public_id);
    }
    return static_cast<std::int64_t>(due.size());
}

template <class Some>
std::int64_t all_of(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        return keeping.database.write([&](db::Transaction& tx) { return some(keeping, tx); });
    });
}

}  // namespace

std::int64_t keep_deadlines(const Keeping& keeping) {
    // What is closed is not recalled first; what is given back is recalled to its structure.
    return all_of(keeping, close_some) + all_of(keeping, give_back_left) +
           all_of(keeping, recall_some) + all_of(keeping, hand_over_some);
}

}  // namespace gps::relays
