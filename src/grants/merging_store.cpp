#include "grants/merging.hpp"

namespace gps::grants {

// By the requests that they answer, which are found by who asked.
constexpr db::Statement kMoveGrants{
    .name = "grants.move_grants",
    .text = R"sql(
        UPDATE grants
        SET structure_id = $3
        WHERE structure_id = $2 AND request_id IN (
            SELECT r.id
            FROM requests AS r
            WHERE r.professional_id = $1 AND r.structure_id IN ($2, $3))
    )sql",
};

void move_grants(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveGrants, move.professional, move.from, move.to);
}

}  // namespace gps::grants
