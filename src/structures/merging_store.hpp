#pragma once

#include "structures/merging.hpp"

// The SQL of two structures that are one place. Pairs have the smaller id first.
namespace gps::structures::store {

bool keep_apart(db::Transaction& tx, const Pair& pair, const Apart& apart);
// `pair.second` takes the place of `pair.first`, and of those it had taken the place of.
void lead_to(db::Transaction& tx, const Pair& pair, base::Instant now);
// The pair, if it was proposed, is one place.
void settle_double(db::Transaction& tx, const Pair& pair, base::Instant now);

}  // namespace gps::structures::store
