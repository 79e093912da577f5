#pragma once

#include "people/merging_store.hpp"

namespace gps::emergency {

// What a professional opened, when another structure takes the place of theirs (ADR 0029).
void move_emergencies(db::Transaction& tx, const people::Move& move);

}  // namespace gps::emergency
