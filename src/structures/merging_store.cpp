#include "structures/merging_store.hpp"

namespace gps::structures::store {

// The reason is that of a list; the platform may say it of a pair that no list proposed.
constexpr db::Statement kKeepApart{
    .name = "structures.keep_apart",
    .text = R"sql(
        INSERT INTO structures_doubles (structure_id, double_id, reason, state, proposed_at, why,
            decided_by, decided_at)
        VALUES ($1, $2, 'name', 'different', $5, $3, $4, $5)
        ON CONFLICT (structure_id, double_id)
        DO UPDATE SET state = 'different', why = excluded.why, decided_by = excluded.decided_by,
            decided_at = excluded.decided_at
        WHERE structures_doubles.state = 'proposed'
    )sql",
};

bool keep_apart(db::Transaction& tx, const Pair& pair, const Apart& apart) {
    return tx.exec(kKeepApart, pair.first, pair.second, apart.why, apart.by, apart.at) == 1;
}

constexpr db::Statement kLeadTo{
    .name = "structures.lead_to",
    .text = R"sql(
        UPDATE structures
        SET merged_into = $2, updated_at = $3
        WHERE id = $1 OR merged_into = $1
    )sql",
};

void lead_to(db::Transaction& tx, const Pair& pair, base::Instant now) {
    tx.exec(kLeadTo, pair.first, pair.second, now);
}

constexpr db::Statement kSettleDouble{
    .name = "structures.settle_double",
    .text = R"sql(
        UPDATE structures_doubles
        SET state = 'same', decided_at = $3
        WHERE structure_id = $1 AND double_id = $2 AND state = 'proposed'
    )sql",
};

void settle_double(db::Transaction& tx, const Pair& pair, base::Instant now) {
    tx.exec(kSettleDouble, pair.first, pair.second, now);
}

}  // namespace gps::structures::store
