#pragma once

#include "db/database.hpp"
#include "people/structure_id.hpp"

#include <cstdint>

namespace gps::teams {

struct Places {
    structures::StructureId from = {};
    structures::StructureId to = {};  // takes the place of the other (ADR 0029)
};
// Moves at most `limit` invitations and requests that wait: how many. Of two to one address, the
// wider role stays; who is a member already, or asks already, asks no more.
std::int64_t move_waiting(db::Transaction& tx, const Places& places, base::Instant now, int limit);

}  // namespace gps::teams
