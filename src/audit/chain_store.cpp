#include "audit/chain_store.hpp"

#include <iterator>

#include <fmt/format.h>

namespace gps::audit::store {

constexpr db::Statement kChainState{
    .name = "audit.chain_state",
    .text = R"sql(
        SELECT seq, entry_id, hash, EXISTS (SELECT 1 FROM audit_gaps)
        FROM audit_sequencer
        WHERE id = 1
    )sql",
};

std::optional<ChainState> chain_state(db::Transaction& tx) {
    const auto rows = tx.query(kChainState);
    if (rows.empty()) return std::nullopt;
    return ChainState{.reached = {.seq = rows[0].integer(0),
                                  .entry_id = rows[0].integer(1),
                                  .hash = rows[0].text(2)},
                      .has_gaps = rows[0].boolean(3)};
}

constexpr db::Statement kStartChain{
    .name = "audit.start_chain",
    .text = R"sql(
        INSERT INTO audit_sequencer (id, seq, entry_id, hash) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO NOTHING
    )sql",
};

void start_chain(db::Transaction& tx) {
    const Reached nothing;
    tx.exec(kStartChain, nothing.seq, nothing.entry_id, nothing.hash);
}

// SQLite has one writer: who writes has it locked.
constexpr db::Statement kLockChain{
    .name = "audit.lock_chain",
    .text = R"sql(
        SELECT seq, entry_id, hash FROM audit_sequencer WHERE id = 1 FOR UPDATE SKIP LOCKED
    )sql",
    .sqlite = R"sql(
        SELECT seq, entry_id, hash FROM audit_sequencer WHERE id = 1
    )sql",
};

std::optional<Reached> lock_chain(db::Transaction& tx) {
    const auto rows = tx.query(kLockChain);
    if (rows.empty()) return std::nullopt;
    return Reached{
        .seq = rows[0].integer(0), .entry_id = rows[0].integer(1), .hash = rows[0].text(2)};
}

constexpr db::Statement kNewEntries{
    .name = "audit.new_entries",
    .text = R"sql(
        SELECT NULL, id, mac, key_version, at, actor_id, acting_for, act, person_id, subject,
               detail, request_id
        FROM audit_entries
        WHERE id > $1
        ORDER BY id
        LIMIT 2000
    )sql",
};

db::Rows new_entries(db::Transaction& tx, std::int64_t entry_id) {
    static_assert(kChainedAtOnce == 2000);
    return tx.query(kNewEntries, entry_id);
}

constexpr db::Statement kLateEntries{
    .name = "audit.late_entries",
    .text = R"sql(
        SELECT g.first_id, e.id, e.mac, e.key_version, e.at, e.actor_id, e.acting_for, e.act,
               e.person_id, e.subject, e.detail, e.request_id
        FROM audit_gaps AS g
        JOIN audit_entries AS e ON e.id >= g.first_id AND e.id <= g.last_id
        ORDER BY g.first_id, e.id
        LIMIT 2000
    )sql",
};

db::Rows late_entries(db::Transaction& tx) {
    return tx.query(kLateEntries);
}

constexpr db::Statement kOldestGap{
    .name = "audit.oldest_gap",
    .text = "SELECT MIN(since) FROM audit_gaps",
};

std::optional<base::Instant> oldest_gap(db::Transaction& tx) {
    return tx.query(kOldestGap).at(0).optional_instant(0);
}

constexpr db::Statement kGaps{
    .name = "audit.gaps",
    .text = "SELECT first_id, last_id, since FROM audit_gaps ORDER BY first_id",
};

std::vector<Gap> gaps(db::Transaction& tx) {
    std::vector<Gap> found;
    for (const auto row : tx.query(kGaps)) {
        found.push_back(
            {.first_id = row.integer(0), .last_id = row.integer(1), .since = row.instant(2)});
    }
    return found;
}

constexpr db::Statement kAddGap{
    .name = "audit.add_gap",
    .text = "INSERT INTO audit_gaps (first_id, last_id, since) VALUES ($1, $2, $3)",
};

void add_gap(db::Transaction& tx, const Gap& gap) {
    tx.exec(kAddGap, gap.first_id, gap.last_id, gap.since);
}

constexpr db::Statement kRemoveGap{
    .name = "audit.remove_gap",
    .text = "DELETE FROM audit_gaps WHERE first_id = $1",
};

void remove_gap(db::Transaction& tx, std::int64_t first_id) {
    tx.exec(kRemoveGap, first_id);
}

constexpr db::Statement kForgetGaps{
    .name = "audit.forget_gaps",
    .text = "DELETE FROM audit_gaps WHERE since < $1",
};

std::int64_t forget_gaps(db::Transaction& tx, base::Instant before) {
    return tx.exec(kForgetGaps, before);
}

// One statement for thousands of rows: one round trip.
constexpr db::Statement kAddLinks{
    .name = "audit.add_links",
    .text = R"sql(
        INSERT INTO audit_chain (seq, entry_id, hash)
        SELECT CAST(link ->> 0 AS BIGINT), CAST(link ->> 1 AS BIGINT), link ->> 2
        FROM json_array_elements(CAST($1 AS JSON)) AS link
    )sql",
    .sqlite = R"sql(
        INSERT INTO audit_chain (seq, entry_id, hash)
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
               json_extract(value, '$[2]')
        FROM json_each($1)
    )sql",
};

void add_links(db::Transaction& tx, const std::vector<Link>& links) {
    std::string list;
    for (const auto& link : links) {
        fmt::format_to(std::back_inserter(list), R"({}[{},{},"{}"])", list.empty() ? '[' : ',',
                       link.seq, link.entry_id, link.hash);
    }
    if (!list.empty()) tx.exec(kAddLinks, list + ']');
}

constexpr db::Statement kSaveReached{
    .name = "audit.save_reached",
    .text = "UPDATE audit_sequencer SET seq = $1, entry_id = $2, hash = $3 WHERE id = 1",
};

void save_reached(db::Transaction& tx, const Reached& reached) {
    tx.exec(kSaveReached, reached.seq, reached.entry_id, reached.hash);
}

constexpr db::Statement kFirstAtAfter{
    .name = "audit.first_at_after",
    .text = "SELECT at FROM audit_entries WHERE id > $1 ORDER BY id LIMIT 1",
};

std::optional<base::Instant> first_at_after(db::Transaction& tx, std::int64_t entry_id) {
    const auto rows = tx.query(kFirstAtAfter, entry_id);
    if (rows.empty()) return std::nullopt;
    return rows[0].instant(0);
}

constexpr db::Statement kHashAt{
    .name = "audit.hash_at",
    .text = "SELECT hash FROM audit_chain WHERE seq = $1",
};

std::optional<std::string> hash_at(db::Transaction& tx, std::int64_t seq) {
    const auto rows = tx.query(kHashAt, seq);
    if (rows.empty()) return std::nullopt;
    return rows[0].text(0);
}

constexpr db::Statement kFirstLinks{
    .name = "audit.first_links",
    .text = R"sql(
        SELECT seq, entry_id FROM audit_chain WHERE seq <= $1 ORDER BY seq LIMIT 2000
    )sql",
};

std::vector<Link> first_links(db::Transaction& tx, std::int64_t seq) {
    std::vector<Link> found;
    for (const auto row : tx.query(kFirstLinks, seq))
        found.push_back({.seq = row.integer(0), .entry_id = row.integer(1)});
    return found;
}

constexpr db::Statement kDeleteLinks{
    .name = "audit.delete_links",
    .text = "DELETE FROM audit_chain WHERE seq >= $1 AND seq <= $2",
};

void delete_links(db::Transaction& tx, std::int64_t first_seq, std::int64_t last_seq) {
    tx.exec(kDeleteLinks, first_seq, last_seq);
}

constexpr db::Statement kDeleteEntries{
    .name = "audit.delete_entries",
    .text = "DELETE FROM audit_entries WHERE id >= $1 AND id <= $2",
};

void delete_entries(db::Transaction& tx, std::int64_t first_id, std::int64_t last_id) {
    tx.exec(kDeleteEntries, first_id, last_id);
}

db::BulkTable links_table() {
    return {.named = "audit_chain", .columns = {"seq", "entry_id", "hash"}};
}
db::BulkTable sequencer_table() {
    return {.named = "audit_sequencer", .columns = {"id", "seq", "entry_id", "hash"}};
}
db::BulkRow link_row(const Link& link) {
    return db::bulk_row(link.seq, link.entry_id, link.hash);
}
db::BulkRow sequencer_row(const Reached& reached) {
    return db::bulk_row(1, reached.seq, reached.entry_id, reached.hash);
}

}  // namespace gps::audit::store
