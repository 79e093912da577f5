#pragma once

#include "people/merging_store.hpp"

namespace gps::access {

// The sessions and the drafts of a professional act for the structure that takes the other's place.
void move_sessions(db::Transaction& tx, const people::Move& move);

}  // namespace gps::access
