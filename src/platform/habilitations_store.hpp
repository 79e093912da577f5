#pragma once

#include "db/database.hpp"
#include "followup/sights.hpp"
#include "platform/model.hpp"

#include <optional>
#include <vector>

// The SQL of habilitations, and of what follows when they change.
namespace gps::platform::store {

std::optional<Habilitation> habilitation(db::Transaction& tx, structures::StructureId structure);
// In the place of the one before.
void set_habilitation(db::Transaction& tx, structures::StructureId structure,
                      const Habilitation& habilitation);
// False when there was none.
bool drop_habilitation(db::Transaction& tx, structures::StructureId structure);

struct Due {
    structures::StructureId id = {};
    base::PublicId public_id = {};
    Habilitation habilitation = {};
};
// Takes those whose first day has come, or whose last day is over: at most 100. Another who takes
// them at the same time gets none.
std::vector<Due> begin_due(db::Transaction& tx, base::Date today);
std::vector<Due> end_due(db::Transaction& tx, base::Date today);

// ---- Sights that follow -------------------------------------------------------------------------

void add_sights(db::Transaction& tx, structures::StructureId structure, base::Instant now);

struct Sights {
    followup::SightsOf whose = {};
    followup::SightPlace place = {};
    base::Instant changed_at = {};
    bool is_last = false;
};
// One that waits; others wait for the end of the transaction.
std::optional<Sights> take_sights(db::Transaction& tx, base::Instant now);
void keep_place(db::Transaction& tx, structures::StructureId structure,
                const followup::SightPlace& place);
void start_last(db::Transaction& tx, structures::StructureId structure, base::Instant run_after);
void drop_sights(db::Transaction& tx, structures::StructureId structure);

}  // namespace gps::platform::store
