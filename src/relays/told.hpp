#pragma once

#include "base/date.hpp"
#include "db/database.hpp"
#include "relays/model.hpp"

#include <string>
#include <string_view>

// The mails about a relay. None says of whom it is: they lead to its page, which knows who may read
// what; the one to who has no account leads to the page of its link.
namespace gps::relays {

struct Telling {
    db::Transaction& tx;
    std::string_view public_url = {};
    base::Instant now = {};
};

enum class News { Sent, Recalled, Taken, Accepted, Refused, Cancelled, Expired, Concluded };

// To who is to answer: the professional it was sent to or who took it; else the administrators of
// the structure, but the one who acts. `link`: of who has no account, on Sent only.
void tell_taker(const Telling& telling, const Relay& relay, News news, std::string_view link = "");
void tell_giver(const Telling& telling, const Relay& relay, News news);

}  // namespace gps::relays
