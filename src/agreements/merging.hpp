#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <cstdint>

namespace gps::agreements {

struct Places {
    structures::StructureId from = {};
    structures::StructureId to = {};  // takes the place of the other
    people::ProfessionalId by = {};   // who decided so
    base::Instant now = {};
};
// Moves at most `limit` agreements that name `from`, or are given to it: how many. What is said of
// `to` already stays, and what said the same of the other is revoked.
std::int64_t move_agreements(db::Transaction& tx, const Places& places, int limit);

}  // namespace gps::agreements
