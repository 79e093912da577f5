#pragma once

#include "sharing/acting.hpp"
#include "sharing/model.hpp"

#include <optional>

// The référent certifié of a person: of those who follow them now, the one whom an authority's data
// names. One at a time. Nobody decides it here nor objects to it, it names no référent désigné and
// opens nothing (ADR 0038).
namespace gps::followup {

using sharing::Acting;
using sharing::ContributionId;

struct Certified {
    ContributionId part = {};
    base::Date on = {};  // the day of the data
};

// What the data says of one contributor.
struct Attested {
    bool is_referent = false;
    std::optional<base::Date> on = {};  // none: it is of today, unless it says nothing new
};

enum class Certifying { Changed, Unchanged, Outdated };

// What is said of the contributor of `part` against what is known: the newest data wins, and of two
// of one day the one that comes last. Outdated: newer data says otherwise. Pure.
Certifying weigh(const std::optional<Certified>& known, ContributionId part, const Attested& data,
                 base::Date today);

// Certifies the viewer, instead of whoever is, or them no longer. Unchanged as well when they do
// not follow the person.
Certifying certify(const Acting& acting, people::PersonId person, const Attested& data);

}  // namespace gps::followup
