#include "referents/rules.hpp"

#include <chrono>

namespace gps::referents {

bool may_designate(const sharing::Standing& standing, bool is_habilitated) {
    return sharing::may_review_sight(standing, is_habilitated) && !standing.sight.is_frozen;
}

bool may_be_named(const Candidate& candidate, const sharing::Standing& standing) {
    return candidate.is_habilitated && !candidate.is_you && candidate.part != standing.referent;
}

std::optional<base::Instant> may_object_until(const sharing::Standing& standing,
                                              const std::optional<InForce>& in_force,
                                              base::Instant now) {
    if (!in_force || !is_reason(in_force->reason) || standing.sight.is_frozen) return std::nullopt;
    const auto own = standing.own.id;
    if (in_force->part != own && in_force->former != own) return std::nullopt;
    const auto until = in_force->since.plus(std::chrono::hours(24 * kDaysToObject));
    return now < until ? std::optional(until) : std::nullopt;
}

}  // namespace gps::referents
