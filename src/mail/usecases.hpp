#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "mail/model.hpp"
#include "mail/smtp.hpp"

#include <span>
#include <string>

// Mails are queued by the act they tell of, in its transaction, and sent afterwards: no request
// waits for a mail server, and an act that is undone sends nothing.
namespace gps::mail {

// One INSERT. Throws std::invalid_argument for what could not stand in a mail (mail/rules.hpp).
void queue(db::Transaction& tx, const Message& message);

// The same mail to each of these addresses, apart: none reads another's. One INSERT for forty;
// `message` has no recipient of its own.
void queue_each(db::Transaction& tx, const Message& message,
                std::span<const std::string> recipients);

// Sends one mail that is due and writes down how it went. False when none was due. Several
// processes may call it: a mail is in one pair of hands at a time. One that dies between sending
// and writing it down leaves the mail to be sent again, under the same Message-ID.
bool send_next(db::Database& db, const base::Clock& clock, const SmtpClient& client);

// Deletes what was sent or failed more than thirty days ago.
void forget_old(db::Database& db, const base::Clock& clock);

}  // namespace gps::mail
