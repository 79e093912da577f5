#include "requests/deadlines.hpp"

#include "audit/usecases.hpp"
#include "base/rounds.hpp"
#include "requests/deadlines_store.hpp"
#include "requests/told.hpp"

namespace gps::requests {
namespace {

Telling telling(const Keeping& keeping, db::Transaction& tx) {
    return {.tx = tx, .public_url = keeping.public_url, .now = keeping.clock.now()};
}

store::About about_of(const store::Waiting& request) {
    return {.person = request.person,
            .professional = request.professional,
            .structure = request.structure};
}

std::int64_t recall_some(const Keeping& keeping, db::Transaction& tx) {
    const auto now = keeping.clock.now();
    const auto waiting = store::recall(tx, now.minus(kRecalledAfter), now);
    for (const auto& request : waiting) {
        // Who may answer is not who might a week ago.
        const auto about = about_of(request);
        const auto deciders = put_before_deciders(tx, request.id, about, keeping.clock.today());
        tell_deciders(telling(keeping, tx), request.id, deciders, about, true);
    }
    return static_cast<std::int64_t>(waiting.size());
}

std::int64_t close_some(const Keeping& keeping, db::Transaction& tx) {
    const auto now = keeping.clock.now();
    const auto lapsed = store::let_lapse(tx, now.minus(kAnsweredWithin), now);
    for (const auto& request : lapsed) {
        store::empty_inboxes(tx, request.id);
        tell_requester(telling(keeping, tx), about_of(request), request.kind,
                       RequestState::Unanswered);
        audit::record(tx, keeping.keys,
                      {.at = now,
                       .act = audit::Act::LetRequestLapse,
                       .person = request.person,
                       .subject = request.public_id.text()});
    }
    return static_cast<std::int64_t>(lapsed.size());
}

template <class Some>
std::int64_t all_of(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        return keeping.database.write([&](db::Transaction& tx) { return some(keeping, tx); });
    });
}

}  // namespace

std::int64_t keep_deadlines(const Keeping& keeping) {
    // What is closed is not recalled first.
    return all_of(keeping, close_some) + all_of(keeping, recall_some);
}

}  // namespace gps::requests
