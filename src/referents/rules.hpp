#pragma once

#include "referents/model.hpp"
#include "sharing/file.hpp"

#include <optional>

// Who names a référent, and who may object (ADR 0031). Pure.
namespace gps::referents {

// Days to object, from the instant of the designation.
constexpr int kDaysToObject = 7;

// Who follows the person now and sees the details of right: for somebody else, never for oneself.
bool may_designate(const sharing::Standing& standing, bool is_habilitated);

// Whether that contributor may be named: of a habilitated structure, not the viewer, not the one
// who is référent already.
bool may_be_named(const Candidate& candidate, const sharing::Standing& standing);

// Until when the viewer may object: who was named and who was référent before, for seven days; not
// to what an authority says, nor to what follows an objection.
std::optional<base::Instant> may_object_until(const sharing::Standing& standing,
                                              const std::optional<InForce>& in_force,
                                              base::Instant now);

}  // namespace gps::referents
