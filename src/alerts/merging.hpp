#pragma once

#include "people/merging_store.hpp"

namespace gps::alerts {

// The alerts in the list of a professional, when another structure takes the place of theirs
// (ADR 0029).
void move_lists(db::Transaction& tx, const people::Move& move);

}  // namespace gps::alerts
