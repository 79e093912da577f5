#include "agreements/merging.hpp"

namespace gps::agreements {
namespace {

// As they would be afterwards: the same person, the structure named, and to whom.
constexpr db::Statement kRevokeSame{
    .name = "agreements.revoke_same",
    .text = R"sql(
        UPDATE agreements
        SET revoked_by = $3, revoked_at = $4
        WHERE id = $1 AND revoked_at IS NULL AND EXISTS (
            SELECT 1 FROM agreements AS same
            WHERE same.person_id = agreements.person_id AND same.id <> agreements.id
                AND same.revoked_at IS NULL
                AND CASE WHEN same.structure_id = $2 THEN $5 ELSE same.structure_id END
                    = CASE WHEN agreements.structure_id = $2 THEN $5
                        ELSE agreements.structure_id END
                AND COALESCE(CASE WHEN same.for_structure = $2 THEN $5
                        ELSE same.for_structure END, 0)
                    = COALESCE(CASE WHEN agreements.for_structure = $2 THEN $5
                        ELSE agreements.for_structure END, 0))
    )sql",
};
constexpr db::Statement kMoveAgreement{
    .name = "agreements.move_agreement",
    .text = R"sql(
        UPDATE agreements
        SET structure_id = CASE WHEN structure_id = $2 THEN $3 ELSE structure_id END,
            for_structure = CASE WHEN for_structure = $2 THEN $3 ELSE for_structure END
        WHERE id = $1
    )sql",
};
constexpr db::Statement kToMove{
    .name = "agreements.to_move",
    .text = R"sql(
        SELECT id FROM (
            SELECT a.id FROM agreements AS a WHERE a.structure_id = $1
            UNION
            SELECT b.id FROM agreements AS b WHERE b.for_structure = $1) AS named
        ORDER BY id
        LIMIT $2
    )sql",
};

}  // namespace

std::int64_t move_agreements(db::Transaction& tx, const Places& places, int limit) {
    const auto rows = tx.query(kToMove, places.from, limit);
    for (const auto& row : rows) {
        const auto id = row.integer(0);
        tx.exec(kRevokeSame, id, places.from, places.by, places.now, places.to);
        tx.exec(kMoveAgreement, id, places.from, places.to);
    }
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace gps::agreements
