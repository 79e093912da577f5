#pragma once

#include "people/merging_store.hpp"

namespace gps::notices {

// What a professional was told, when another structure takes the place of theirs (ADR 0029).
void move_notices(db::Transaction& tx, const people::Move& move);

}  // namespace gps::notices
