#pragma once

#include "access/rules.hpp"

#include <chrono>
#include <optional>
#include <string>

// What makes a session a full one, beside ProConnect (ADR 0019).
namespace gps::factors {

// Three codes of a million are right at any time: twenty wrong ones a day leave who already reads
// the mailbox a chance of six in a hundred thousand a day.
constexpr access::Limit kFailures{"factor_failures", 5, std::chrono::minutes(15)};
constexpr access::Limit kFailuresADay{"factor_failures_day", 20, std::chrono::hours(24)};

// An administrator hands a link over by another way than the mailbox: it may take them days.
constexpr std::chrono::hours kLinkLife{72};
constexpr unsigned kLinkBits = 128;

// The second factors of a professional.
struct Factors {
    std::optional<base::Instant> application_since = {};
    int passkeys = 0;  // room passkeys has them

    bool any() const { return application_since || passkeys > 0; }
};

}  // namespace gps::factors
