#pragma once

#include "notices/model.hpp"

// What one may choose of a kind, and when a digest leaves. Pure.
namespace gps::notices {

// At once and everything up to the rarest of the kind.
bool may_choose(const KindLine& kind, Frequency frequency);

// The next one after `now`: every day, or on Mondays, seven hours after midnight in Paris.
base::Instant next_daily(base::Instant now);
base::Instant next_weekly(base::Instant now);

}  // namespace gps::notices
