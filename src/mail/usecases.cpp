#include "mail/usecases.hpp"

#include "base/log.hpp"
#include "base/random.hpp"
#include "mail/rules.hpp"
#include "mail/store.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace gps::mail {
namespace {

constexpr unsigned kMessageIdBits = 128;

void give_up(db::Database& db, const Outgoing& mail, const std::string& reason) {
    db.write([&](db::Transaction& tx) { store::fail(tx, mail, reason); });
    base::log_event(base::Level::Warning, "mail.failed",
                    {{"mail", std::to_string(mail.id)},
                     {"attempts", std::to_string(mail.attempts)},
                     {"reason", reason}});
}

// Nothing went wrong: the mail was no longer worth sending.
void let_expire(db::Database& db, const Outgoing& mail) {
    db.write([&](db::Transaction& tx) { store::fail(tx, mail, "expired"); });
    base::log_event(
        base::Level::Info, "mail.expired",
        {{"mail", std::to_string(mail.id)}, {"attempts", std::to_string(mail.attempts)}});
}

void note_sent(db::Database& db, const Outgoing& mail, base::Instant now) {
    db.write([&](db::Transaction& tx) { store::mark_sent(tx, mail, now); });
    base::log_event(
        base::Level::Info, "mail.sent",
        {{"mail", std::to_string(mail.id)}, {"attempts", std::to_string(mail.attempts)}});
}

void try_later(db::Database& db, const Outgoing& mail, base::Instant now,
               const std::string& reason) {
    const auto next = now.plus(pause_after(mail.attempts));
    if (next >= deadline(mail)) return give_up(db, mail, reason);
    db.write([&](db::Transaction& tx) { store::defer(tx, mail, next, reason); });
    base::log_event(base::Level::Info, "mail.deferred",
                    {{"mail", std::to_string(mail.id)},
                     {"attempts", std::to_string(mail.attempts)},
                     {"reason", reason}});
}

void write_down(db::Database& db, const Outgoing& mail, base::Instant now,
                const Delivery& delivery) {
    switch (delivery.outcome) {
        case Outcome::Sent:
            return note_sent(db, mail, now);
        case Outcome::Deferred:
            return try_later(db, mail, now, delivery.reason);
        case Outcome::Refused:
            return give_up(db, mail, delivery.reason);
    }
}

}  // namespace

void queue(db::Transaction& tx, const Message& message) {
    check(message);
    store::add(tx, message, base::random_token(kMessageIdBits));
}

void queue_each(db::Transaction& tx, const Message& message,
                std::span<const std::string> recipients) {
    while (!recipients.empty()) {
        const auto some = recipients.first(std::min(store::kAtATime, recipients.size()));
        std::vector<store::Addressed> addressed;
        for (const auto& recipient : some) {
            auto one = message;
            one.recipient = recipient;
            check(one);
            addressed.push_back(
                {.message_id = base::random_token(kMessageIdBits), .recipient = recipient});
        }
        store::add_each(tx, message, addressed);
        recipients = recipients.subspan(some.size());
    }
}

bool send_next(db::Database& db, const base::Clock& clock, const SmtpClient& client) {
    const auto now = clock.now();
    // Looked at first: polling writes nothing when there is nothing to send.
    if (!db.read([&](db::Transaction& tx) { return store::is_due(tx, now); })) return false;
    const auto mail =
        db.write([&](db::Transaction& tx) { return store::claim(tx, now, now.plus(kLease)); });
    if (!mail) return true;
    if (now >= deadline(*mail)) {
        let_expire(db, *mail);
    } else {
        const auto delivery = client.send(*mail);
        write_down(db, *mail, clock.now(), delivery);
    }
    return true;
}

void forget_old(db::Database& db, const base::Clock& clock) {
    const auto limit = clock.now().minus(kKept);
    db.write([&](db::Transaction& tx) { return store::forget(tx, limit); });
}

}  // namespace gps::mail
