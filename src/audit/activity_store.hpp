#pragma once

#include "audit/acts.hpp"
#include "audit/ids.hpp"
#include "base/date.hpp"
#include "db/bulk.hpp"
#include "db/database.hpp"

#include <optional>

// The acts that count as using the tool, for the share of actors active each week.
namespace gps::audit {

struct Use {
    base::Instant at = {};
    people::ProfessionalId actor = {};
    std::optional<structures::StructureId> structure = {};
    Act act = Act::ReadFile;
    std::optional<people::PersonId> person = {};
};

// One INSERT. For what a person did themself, never for what an import or a job does. Throws
// std::invalid_argument for an act that does not count (audit/acts.cpp).
void qualify(db::Transaction& tx, const Use& use);

// The same for a base that is filled at once.
db::BulkTable uses_table();
db::BulkRow use_row(const Use& use);
db::BulkTable first_uses_table();

// How far first uses were noted in such a base.
db::BulkTable progress_table();
db::BulkRow first_uses_progress(base::Instant read_until);

// Until when every act was read for first uses; the beginning of time before the first round.
base::Instant first_uses_noted_until(db::Transaction& tx);

// Keeps the first use of each actor among the next acts after `after`, a few thousand at most, so
// that nobody waits for it; nullopt when there is none. The next step goes on from `until`, and
// the next round from `settled` at the latest: acts of a later time may still be under way.
struct Noted {
    std::int64_t first_uses = 0;
    base::Instant until = {};
};
constexpr int kActsAtOnce = 2000;
std::optional<Noted> note_first_uses(db::Transaction& tx, base::Instant after,
                                     base::Instant settled);

}  // namespace gps::audit
