#pragma once

#include "people/merging_store.hpp"

#include <cstdint>

// Relays, when a structure takes the place of another (ADR 0029).
namespace gps::relays {

// Those that a professional gave, took or is to answer. What they hand over twice then, they hand
// over once.
void move_relays(db::Transaction& tx, const people::Move& move, base::Instant now);

// At most `limit` of those that wait to be taken in `from`: how many.
std::int64_t move_to_take(db::Transaction& tx, structures::StructureId from,
                          structures::StructureId to, int limit);

}  // namespace gps::relays
