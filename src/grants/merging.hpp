#pragma once

#include "people/merging_store.hpp"

namespace gps::grants {

// The grants of a professional, when another structure takes the place of theirs (ADR 0029).
void move_grants(db::Transaction& tx, const people::Move& move);

}  // namespace gps::grants
