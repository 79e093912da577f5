#include "audit/chain_store.hpp"

namespace gps::audit::store {
namespace {

std::vector<Head> heads_of(const db::Rows& rows) {
    std::vector<Head> found;
    for (const auto row : rows) {
        found.push_back({.number = row.integer(0),
                         .seq = row.integer(1),
                         .hash = row.text(2),
                         .at = row.instant(3),
                         .previous = row.text(4),
                         .key_version = static_cast<int>(row.integer(5)),
                         .signature = row.text(6)});
    }
    return found;
}

std::optional<Head> only_head(const db::Rows& rows) {
    auto found = heads_of(rows);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

constexpr db::Statement kLastHead{
    .name = "audit.last_head",
    .text = R"sql(
        SELECT number, seq, hash, at, previous, key_version, signature
        FROM audit_heads
        WHERE number > 0
        ORDER BY number DESC
        LIMIT 1
    )sql",
};

std::optional<Head> last_head(db::Transaction& tx) {
    return only_head(tx.query(kLastHead));
}

constexpr db::Statement kHeadsAfter{
    .name = "audit.heads_after",
    .text = R"sql(
        SELECT number, seq, hash, at, previous, key_version, signature
        FROM audit_heads
        WHERE number > $1
        ORDER BY number
        LIMIT 1000
    )sql",
};

std::vector<Head> heads_after(db::Transaction& tx, std::int64_t number) {
    return heads_of(tx.query(kHeadsAfter, number));
}

constexpr db::Statement kLastHeadBefore{
    .name = "audit.last_head_before",
    .text = R"sql(
        SELECT number, seq, hash, at, previous, key_version, signature
        FROM audit_heads
        WHERE at <= $1 AND seq < $2
        ORDER BY at DESC, number DESC
        LIMIT 1
    )sql",
};

std::optional<Head> last_head_before(db::Transaction& tx, base::Instant at, std::int64_t seq) {
    return only_head(tx.query(kLastHeadBefore, at, seq));
}

constexpr db::Statement kAddHead{
    .name = "audit.add_head",
    .text = R"sql(
        INSERT INTO audit_heads (number, seq, hash, at, previous, key_version, signature)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
};

db::BulkTable heads_table() {
    return {.named = "audit_heads",
            .columns = {"number", "seq", "hash", "at", "previous", "key_version", "signature"}};
}

db::BulkRow head_row(const Head& head) {
    return db::bulk_row(head.number, head.seq, head.hash, head.at, head.previous, head.key_version,
                        head.signature);
}

void add_head(db::Transaction& tx, const Head& head) {
    tx.query_list(kAddHead, head_row(head));
}

constexpr db::Statement kDeleteHeads{
    .name = "audit.delete_heads",
    .text = R"sql(
        DELETE FROM audit_heads
        WHERE number < $1 AND number < (SELECT MIN(number) FROM audit_heads) + 2000
    )sql",
};

std::int64_t delete_heads(db::Transaction& tx, std::int64_t number) {
    return tx.exec(kDeleteHeads, number);
}

constexpr db::Statement kLastPurge{
    .name = "audit.last_purge",
    .text = R"sql(
        SELECT number, head, seq, hash, at, key_version, signature
        FROM audit_purges
        WHERE number > 0
        ORDER BY number DESC
        LIMIT 1
    )sql",
};

std::optional<Purge> last_purge(db::Transaction& tx) {
    const auto rows = tx.query(kLastPurge);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Purge{.number = row.integer(0),
                 .head = row.integer(1),
                 .seq = row.integer(2),
                 .hash = row.text(3),
                 .at = row.instant(4),
                 .key_version = static_cast<int>(row.integer(5)),
                 .signature = row.text(6)};
}

constexpr db::Statement kAddPurge{
    .name = "audit.add_purge",
    .text = R"sql(
        INSERT INTO audit_purges (number, head, seq, hash, at, key_version, signature)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )sql",
};

void add_purge(db::Transaction& tx, const Purge& purge) {
    tx.exec(kAddPurge, purge.number, purge.head, purge.seq, purge.hash, purge.at, purge.key_version,
            purge.signature);
}

}  // namespace gps::audit::store
