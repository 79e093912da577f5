#pragma once

#include "db/database.hpp"
#include "mail/model.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

// The SQL of the outbox.
namespace gps::mail::store {

void add(db::Transaction& tx, const Message& message, const std::string& message_id);

struct Addressed {
    std::string message_id = {};
    std::string recipient = {};
};
// The same mail to each; kAtATime at most.
constexpr std::size_t kAtATime = 40;
void add_each(db::Transaction& tx, const Message& message, std::span<const Addressed> addressed);

bool is_due(db::Transaction& tx, base::Instant now);

// Takes one due mail until `lease_end`: those that expire first, then the oldest. Nothing when
// there is none, or when another process took it at the same time.
std::optional<Outgoing> claim(db::Transaction& tx, base::Instant now, base::Instant lease_end);

// What each does erases the text of a mail that will not be sent again. Only the latest claim of a
// mail may defer it or make it fail; a mail that left is sent, whoever claims it.
void mark_sent(db::Transaction& tx, const Outgoing& mail, base::Instant now);
void defer(db::Transaction& tx, const Outgoing& mail, base::Instant until,
           const std::string& reason);
void fail(db::Transaction& tx, const Outgoing& mail, const std::string& reason);

// Deletes the mails queued before `limit` that no longer wait.
std::int64_t forget(db::Transaction& tx, base::Instant limit);

}  // namespace gps::mail::store
