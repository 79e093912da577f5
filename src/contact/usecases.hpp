#pragma once

#include "base/result.hpp"
#include "contact/model.hpp"
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
struct Own {
    std::string email = {};
    std::string phone = {};  // E.164; "" when they gave none
    bool is_on_sheet = false;
};
Own own(const Acting& acting);

struct OwnTyped {
    std::string_view phone = {};
    bool is_on_sheet = false;  // people may take the number away on paper (sheet.hpp)
};
// Keeps one's own number, or none when it is empty, and whether it may be on paper. Refuses what is
// no telephone number, and no number on paper.
base::Result<> set_own(const Acting& acting, const OwnTyped& typed);

}  // namespace gps::contact
