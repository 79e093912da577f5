#include "mail/store.hpp"

namespace gps::mail::store {

constexpr db::Statement kAdd{
    .name = "mail.add",
    .text = R"sql(
        INSERT INTO mail_outbox (message_id, kind, recipient, subject, body_text, created_at,
                                 not_before, expires_at, reply_to)
        VALUES ($1, $2, $3, $4, $5, $6, $6, $7, nullif($8, ''))
    )sql",
};

void add(db::Transaction& tx, const Message& message, const std::string& message_id) {
    tx.exec(kAdd, message_id, message.kind, message.recipient, message.subject, message.body,
            message.queued_at, message.expires_at, message.reply_to);
}

// $7 and on: Message-ID and recipient of each. A pair that is no recipient is NULL.
constexpr db::Statement kAddEach{
    .name = "mail.add_each",
    .text = R"sql(
        INSERT INTO mail_outbox (message_id, kind, recipient, subject, body_text, created_at,
                                 not_before, expires_at, reply_to)
        SELECT v.column1, $1, v.column2, $2, $3, $4, $4, CAST($5 AS BIGINT), nullif($6, '')
        FROM (
            VALUES
                (CAST($7 AS TEXT), CAST($8 AS TEXT)), (CAST($9 AS TEXT), CAST($10 AS TEXT)),
                (CAST($11 AS TEXT), CAST($12 AS TEXT)), (CAST($13 AS TEXT), CAST($14 AS TEXT)),
                (CAST($15 AS TEXT), CAST($16 AS TEXT)), (CAST($17 AS TEXT), CAST($18 AS TEXT)),
                (CAST($19 AS TEXT), CAST($20 AS TEXT)), (CAST($21 AS TEXT), CAST($22 AS TEXT)),
                (CAST($23 AS TEXT), CAST($24 AS TEXT)), (CAST($25 AS TEXT), CAST($26 AS TEXT)),
                (CAST($27 AS TEXT), CAST($28 AS TEXT)), (CAST($29 AS TEXT), CAST($30 AS TEXT)),
                (CAST($31 AS TEXT), CAST($32 AS TEXT)), (CAST($33 AS TEXT), CAST($34 AS TEXT)),
                (CAST($35 AS TEXT), CAST($36 AS TEXT)), (CAST($37 AS TEXT), CAST($38 AS TEXT)),
                (CAST($39 AS TEXT), CAST($40 AS TEXT)), (CAST($41 AS TEXT), CAST($42 AS TEXT)),
                (CAST($43 AS TEXT), CAST($44 AS TEXT)), (CAST($45 AS TEXT), CAST($46 AS TEXT)),
                (CAST($47 AS TEXT), CAST($48 AS TEXT)), (CAST($49 AS TEXT), CAST($50 AS TEXT)),
                (CAST($51 AS TEXT), CAST($52 AS TEXT)), (CAST($53 AS TEXT), CAST($54 AS TEXT)),
                (CAST($55 AS TEXT), CAST($56 AS TEXT)), (CAST($57 AS TEXT), CAST($58 AS TEXT)),
                (CAST($59 AS TEXT), CAST($60 AS TEXT)), (CAST($61 AS TEXT), CAST($62 AS TEXT)),
                (CAST($63 AS TEXT), CAST($64 AS TEXT)), (CAST($65 AS TEXT), CAST($66 AS TEXT)),
                (CAST($67 AS TEXT), CAST($68 AS TEXT)), (CAST($69 AS TEXT), CAST($70 AS TEXT)),
                (CAST($71 AS TEXT), CAST($72 AS TEXT)), (CAST($73 AS TEXT), CAST($74 AS TEXT)),
                (CAST($75 AS TEXT), CAST($76 AS TEXT)), (CAST($77 AS TEXT), CAST($78 AS TEXT)),
                (CAST($79 AS TEXT), CAST($80 AS TEXT)), (CAST($81 AS TEXT), CAST($82 AS TEXT)),
                (CAST($83 AS TEXT), CAST($84 AS TEXT)), (CAST($85 AS TEXT), CAST($86 AS TEXT))) AS v
        WHERE v.column2 IS NOT NULL
    )sql",
};

void add_each(db::Transaction& tx, const Message& message, std::span<const Addressed> addressed) {
    std::vector<db::Value> values{std::string(message.kind), message.subject, message.body,
                                  message.queued_at.micros,  nullptr,         message.reply_to};
    if (message.expires_at) values[4] = message.expires_at->micros;
    for (std::size_t i = 0; i < kAtATime; ++i) {
        const bool is_one = i < addressed.size();
        values.push_back(is_one ? db::Value(addressed[i].message_id) : nullptr);
        values.push_back(is_one ? db::Value(addressed[i].recipient) : nullptr);
    }
    tx.query_list(kAddEach, values);
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
        RETURNING id, message_id, recipient, subject, body_text, attempts, created_at, expires_at,
            reply_to
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
        .reply_to = row.optional_text(8).value_or(""),
    };
}

constexpr db::Statement kMarkSent{
    .name = "mail.mark_sent",
    .text = R"sql(
        UPDATE mail_outbox
        SET state = 'sent', sent_at = $2, body_text = '', reply_to = NULL, last_error = NULL
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
        SET state = 'failed', body_text = '', reply_to = NULL, last_error = $3
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
