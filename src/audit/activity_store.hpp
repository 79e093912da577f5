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

// Keeps the first use of each actor among the acts since `since`, and says for how many it was
// new. A job's work: with `since` earlier than its last run by more than the longest transaction.
std::int64_t note_first_uses(db::Transaction& tx, base::Instant since);

}  // namespace gps::audit
