#pragma once

#include "people/merging_store.hpp"

#include <cstdint>

// Requests, when a structure takes the place of another (ADR 0029).
namespace gps::requests {

// Those of a professional, and those that they may answer, once their parts were moved. What they
// asked twice, or have by the other structure, they ask no more.
void move_requests(db::Transaction& tx, const people::Move& move, base::Instant now);

// At most `limit` of those that the administrators of `from` answer: how many. A structure does not
// let itself in: its own go to the team of the service.
std::int64_t move_to_answer(db::Transaction& tx, structures::StructureId from,
                            structures::StructureId to, int limit);

}  // namespace gps::requests
