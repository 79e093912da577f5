#include "inspection/store.hpp"

namespace gps::inspection::store {

constexpr db::Statement kChainBounds{
    .name = "audit.chain_bounds",
    .text = R"sql(
        SELECT (SELECT MIN(seq) FROM audit_chain), (SELECT MAX(seq) FROM audit_chain)
    )sql",
};

std::optional<ChainBounds> chain_bounds(db::Transaction& tx) {
    const auto rows = tx.query(kChainBounds);
    if (rows.at(0).is_null(0)) return std::nullopt;
    return ChainBounds{.first = rows[0].integer(0), .last = rows[0].integer(1)};
}

// The number of links stands in the text: with one that is not known, PostgreSQL would rather read
// both tables whole.
constexpr db::Statement kChainedEntries{
    .name = "audit.chained_entries",
    .text = R"sql(
        SELECT c.seq, c.entry_id, c.hash, e.id, e.mac, e.key_version, e.at, e.actor_id,
               e.acting_for, e.act, e.person_id, e.subject, e.detail, e.request_id
        FROM (SELECT seq, entry_id, hash
              FROM audit_chain
              WHERE seq > $1
              ORDER BY seq
              LIMIT 300) AS c
        LEFT JOIN audit_entries AS e ON e.id = c.entry_id
        ORDER BY c.seq
    )sql",
};

db::Rows chained_entries(db::Transaction& tx, std::int64_t seq) {
    static_assert(kCheckedAtOnce == 300);
    return tx.query(kChainedEntries, seq);
}

}  // namespace gps::inspection::store
