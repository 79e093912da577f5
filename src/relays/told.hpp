#pragma once

#include "notices/usecases.hpp"
#include "relays/model.hpp"

#include <optional>
#include <string_view>

// Who is told of what happens to a relay: by a notification, which says nothing of whom it is; who
// has no account, by a mail with a link.
namespace gps::relays {

// Who is to answer: the professional it was sent to or who took it; else the administrators of the
// structure, but its giver.
void tell_taker(const notices::Telling& telling, const Relay& relay, notices::Event event,
                std::optional<notices::Actor> actor);
void tell_giver(const notices::Telling& telling, const Relay& relay, notices::Event event,
                std::optional<notices::Actor> actor);

void send_link(const notices::Telling& telling, const Relay& relay, std::string_view link);

}  // namespace gps::relays
