#pragma once

#include "db/database.hpp"
#include "relays/model.hpp"

#include <vector>

// The SQL of what becomes of relays as days go by. At most a hundred a call.
namespace gps::relays::store {

// Sent before this moment and not recalled yet; recalled from now on.
std::vector<base::PublicId> recall(db::Transaction& tx, base::Instant sent_before,
                                   base::Instant now);
// Sent before this moment and not answered; over from now on.
std::vector<Relay> let_lapse(db::Transaction& tx, base::Instant sent_before, base::Instant now);

struct Due {
    RelayId id = {};
    base::PublicId public_id = {};
    people::PersonId person = {};
    people::ProfessionalId giver = {};
    structures::StructureId giver_structure = {};
    people::ProfessionalId taker = {};
    structures::StructureId taker_structure = {};
    bool taker_is_habilitated = false;
};
// Accepted, to hand over on that day at the latest; noted as seen to from now on.
std::vector<Due> hand_over_due(db::Transaction& tx, base::Date today, base::Instant now);

}  // namespace gps::relays::store
