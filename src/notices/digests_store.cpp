#include "notices/digests_store.hpp"

namespace gps::notices::store {

constexpr db::Statement kTakeDue{
    .name = "notices.take_due",
    .text = R"sql(
        UPDATE notices_digests
        SET taken_by = $1
        WHERE due_at <= $2 AND professional_id IN (
            SELECT professional_id
            FROM notices_digests
            WHERE due_at <= $2
            ORDER BY due_at, professional_id
            LIMIT 50)
    )sql",
};

std::int64_t take_due(db::Transaction& tx, std::string_view batch, base::Instant now) {
    return tx.exec(kTakeDue, batch, now);
}

constexpr db::Statement kDigests{
    .name = "notices.digests",
    .text = R"sql(
        SELECT q.email, count(*)
        FROM notices_digests AS d
        JOIN professionals AS q ON q.id = d.professional_id AND q.state = 'active'
        JOIN notices_inbox AS i ON i.professional_id = d.professional_id AND i.digest_at <= $2
            AND i.read_at IS NULL
        JOIN memberships AS m ON m.professional_id = i.professional_id
            AND m.structure_id = i.structure_id AND m.ended_on IS NULL
        WHERE d.taken_by = $1
        GROUP BY q.email
        ORDER BY q.email
    )sql",
};

std::vector<Digest> digests(db::Transaction& tx, std::string_view batch, base::Instant now) {
    std::vector<Digest> found;
    for (const auto& row : tx.query(kDigests, batch, now))
        found.push_back({.address = row.text(0), .unread = row.integer(1)});
    return found;
}

constexpr db::Statement kToldOfThese{
    .name = "notices.told_of_these",
    .text = R"sql(
        UPDATE notices_inbox
        SET digest_at = NULL
        WHERE digest_at <= $2 AND professional_id IN (
            SELECT professional_id
            FROM notices_digests
            WHERE taken_by = $1)
    )sql",
};
constexpr db::Statement kDueLater{
    .name = "notices.due_later",
    .text = R"sql(
        UPDATE notices_digests
        SET taken_by = NULL, due_at = (
            SELECT min(i.digest_at)
            FROM notices_inbox AS i
            WHERE i.professional_id = notices_digests.professional_id
                AND i.digest_at IS NOT NULL)
        WHERE taken_by = $1 AND EXISTS (
            SELECT 1
            FROM notices_inbox AS i
            WHERE i.professional_id = notices_digests.professional_id
                AND i.digest_at IS NOT NULL)
    )sql",
};
constexpr db::Statement kDropTaken{
    .name = "notices.drop_taken",
    .text = R"sql(
        DELETE FROM notices_digests
        WHERE taken_by = $1
    )sql",
};

void let_go(db::Transaction& tx, std::string_view batch, base::Instant now) {
    tx.exec(kToldOfThese, batch, now);
    tx.exec(kDueLater, batch);
    tx.exec(kDropTaken, batch);
}

constexpr db::Statement kForgetInbox{
    .name = "notices.forget_inbox",
    .text = R"sql(
        DELETE FROM notices_inbox
        WHERE event_id IN (
            SELECT id
            FROM notices_events
            WHERE at < $1
            ORDER BY at, id
            LIMIT 100)
    )sql",
};
constexpr db::Statement kForgetEvents{
    .name = "notices.forget_events",
    .text = R"sql(
        DELETE FROM notices_events
        WHERE id IN (
            SELECT id
            FROM notices_events
            WHERE at < $1
            ORDER BY at, id
            LIMIT 100)
    )sql",
};

std::int64_t forget(db::Transaction& tx, base::Instant limit) {
    tx.exec(kForgetInbox, limit);
    return tx.exec(kForgetEvents, limit);
}

}  // namespace gps::notices::store
