#pragma once

#include "access/rules.hpp"
#include "base/result.hpp"
#include "contact/model.hpp"
#include "followup/acting.hpp"

// Showing how to reach a colleague, one at a time and never without a trace: no page holds an
// address before it is asked for.
namespace gps::contact {

using followup::Acting;

// No honest day asks for more: a real service of the network saw 650 in a month from all its users.
constexpr access::Limit kRevealsAnHour{"reveals_hour", 60, std::chrono::hours(1)};
constexpr access::Limit kRevealsADay{"reveals_day", 150, std::chrono::hours(24)};

// The address of someone whose card the viewer sees on this person's file. NotFound for any other,
// masked ones included; Conflict when they left that structure; TooMany past the limits, which
// count what is refused too. Leaves an entry: who, of whom, about whom, by which channel, and
// whether both act for the same structure.
base::Result<Revealed> reveal(const Acting& acting, const Asked& asked);

}  // namespace gps::contact
