#pragma once

#include "base/result.hpp"
#include "contact/model.hpp"
#include "people/own_store.hpp"
#include "sharing/acting.hpp"

// Showing how to reach a colleague, one at a time and never without a trace: no page holds an
// address before it is asked for.
namespace gps::contact {

using sharing::Acting;

// The address of someone whose card the viewer sees on this person's file. NotFound for any other,
// masked ones included; Conflict when they left that structure; TooMany past the quota of
// reveals, which counts what is refused too. Leaves an entry: who, of whom, about whom, by which
// channel, and whether both act for the same structure.
base::Result<Revealed> reveal(const Acting& acting, const Asked& asked);

// What colleagues reach the viewer by, whatever structure they act for.
using Own = people::store::OwnReach;
Own own(const Acting& acting);
// Keeps one's own number, or none when `typed` is empty. Refuses what is no telephone number.
base::Result<> set_own_phone(const Acting& acting, std::string_view typed);

}  // namespace gps::contact
