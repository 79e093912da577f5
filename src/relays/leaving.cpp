#include "relays/leaving.hpp"

#include "audit/usecases.hpp"
#include "relays/leaving_store.hpp"
#include "relays/rules.hpp"
#include "relays/store.hpp"
#include "relays/told.hpp"

namespace gps::relays {
namespace {

struct Decided {
    std::optional<people::ProfessionalId> by = {};  // none: the job
    std::optional<structures::StructureId> acting_for = {};
};

std::int64_t note_back(const Keeping& keeping, db::Transaction& tx,
                       const std::vector<store::GivenBack>& all, const Decided& decided) {
    const auto now = keeping.clock.now();
    for (const auto& [id, person] : all) {
        // Nobody is told of somebody who objected since.
        if (const auto relay = store::one(tx, id, {}))
            tell_taker({.tx = tx, .public_url = keeping.public_url, .now = now}, *relay,
                       notices::Event::RelayToTakeAgain, std::nullopt);
        audit::record(tx, keeping.keys,
                      {.at = now,
                       .actor = decided.by,
                       .acting_for = decided.acting_for,
                       .act = audit::Act::GiveBackRelay,
                       .person = person,
                       .subject = id.text()});
    }
    return static_cast<std::int64_t>(all.size());
}

}  // namespace

std::int64_t give_back_of(const Keeping& keeping, db::Transaction& tx, const Leaver& leaver) {
    const auto given = store::give_back_of(
        tx, {.professional = leaver.professional, .structure = leaver.structure});
    return note_back(keeping, tx, given, {.by = leaver.decided_by, .acting_for = leaver.structure});
}

std::int64_t give_back_left(const Keeping& keeping, db::Transaction& tx) {
    // What waited when they left is over by then, were the job stopped for that long.
    const auto since = base::paris_date(keeping.clock.now().minus(kAnsweredWithin));
    return note_back(keeping, tx, store::give_back_left(tx, since), {});
}

}  // namespace gps::relays
