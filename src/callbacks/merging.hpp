#pragma once

#include "people/merging_store.hpp"

namespace gps::callbacks {

// The requests to call back of a professional, asked and received, when another structure takes the
// place of theirs (ADR 0029).
void move_callbacks(db::Transaction& tx, const people::Move& move);

}  // namespace gps::callbacks
