#pragma once

#include "mail/model.hpp"

// When a mail is tried again, and when it no longer is. Pure decisions.
namespace gps::mail {

// How long a process keeps a mail for itself: longer than an attempt can last.
constexpr std::chrono::minutes kLease{2};
constexpr std::chrono::hours kGiveUp{24};
// How long the outbox remembers a mail that was sent or failed.
constexpr std::chrono::hours kKept{24 * 30};

// One minute after the first attempt, then twice as long each time, an hour at most.
std::chrono::minutes pause_after(int attempts);

// A day after it was queued, or sooner when the mail says so.
base::Instant deadline(const Outgoing& mail);

// Throws std::invalid_argument when an address, a subject or a text could not stand in a mail: a
// control character there would add headers, or recipients.
void check(const Message& message);
bool is_address(std::string_view text);

}  // namespace gps::mail
