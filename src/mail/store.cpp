#include "mail/store.hpp"

namespace gps::mail::store {

constexpr db::Statement kAdd{
    .name = "mail.add",
    .text = R"sql(
        INSERT INTO mail_outbox (message_id, kind, recipient, subject, body_text, created_at,
                                 not_before, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
    )sql",
};

void add(db::Transaction& tx, const Message& message, const std::string& message_id) {
    tx.exec(kAdd, message_id, message.kind, message.recipient, message.subject, message.body,
            message.queued_at, message.expires_at);
}

constexpr db::Statement kIsDue{
    .name = "mail.is_due",
    .text = R"sql(
        SELECT id
        FROM mail_outbox
        WHERE state = 'waiting' AND not_before <= $1
        LIMIT 1
    )sql",
};

bool is_due(db::Transaction& tx, base::Instant now) {
    return !tx.query(kIsDue, now).empty();
}

// The condition stands twice: of two processes that chose the same mail, the second looks at it
// again once the first has committed, and finds it taken.
constexpr db::Statement kClaim{
    .name = "mail.claim",
    .text = R"sql(
        UPDATE mail_outbox
        SET not_before = $2, attempts = attempts + 1
        WHERE id = (
                SELECT id
                FROM mail_outbox
                WHERE state = 'waiting' AND not_before <= $1
                ORDER BY expires_at IS NULL, not_before, id
                LIMIT 1
            )
            AND state = 'waiting' AND not_before <= $1
        RETURNING id, message_id, recipient, subject, body_text, attempts, created_at, expires_at
    )sql",
};

std::optional<Outgoing> claim(db::Transaction& tx, base::Instant now, base::Instant lease_end) {
    const auto rows = tx.query(kClaim, now, lease_end);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Outgoing{
        .id = row.integer(0),
        .message_id = row.text(1),
        .recipient = row.text(2),
        .subject = row.text(3),
        .body = row.text(4),
        .attempts = static_cast<int>(row.integer(5)),
        .queued_at = row.instant(6),
        .expires_at = row.optional_instant(7),
    };
}

constexpr db::Statement kMarkSent{
    .name = "mail.mark_sent",
    .text = R"sql(
        UPDATE mail_outbox
        SET state = 'sent', sent_at = $2, body_text = '', last_error = NULL
        WHERE id = $1 AND state = 'waiting'
    )sql",
};

void mark_sent(db::Transaction& tx, const Outgoing& mail, base::Instant now) {
    tx.exec(kMarkSent, mail.id, now);
}

constexpr db::Statement kDefer{
    .name = "mail.defer",
    .text = R"sql(
        UPDATE mail_outbox
        SET not_before = $3, last_error = $4
        WHERE id = $1 AND attempts = $2 AND state = 'waiting'
    )sql",
};

void defer(db::Transaction& tx, const Outgoing& mail, base::Instant until,
           const std::string& reason) {
    tx.exec(kDefer, mail.id, mail.attempts, until, reason);
}

constexpr db::Statement kFail{
    .name = "mail.fail",
    .text = R"sql(
        UPDATE mail_outbox
        SET state = 'failed', body_text = '', last_error = $3
        WHERE id = $1 AND attempts = $2 AND state = 'waiting'
    )sql",
};

void fail(db::Transaction& tx, const Outgoing& mail, const std::string& reason) {
    tx.exec(kFail, mail.id, mail.attempts, reason);
}

constexpr db::Statement kForget{
    .name = "mail.forget",
    .text = R"sql(
        DELETE FROM mail_outbox
        WHERE created_at < $1 AND state <> 'waiting'
    )sql",
};

std::int64_t forget(db::Transaction& tx, base::Instant limit) {
    return tx.exec(kForget, limit);
}

}  // namespace gps::mail::store
