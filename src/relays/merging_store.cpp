#include "relays/merging.hpp"

namespace gps::relays {
namespace {

constexpr db::Statement kCancelTwice{
    .name = "relays.cancel_twice",
    .text = R"sql(
        UPDATE relays
        SET state = 'cancelled', answered_at = $4, link_digest = NULL, outside_email = NULL
        WHERE giver_id = $1 AND giver_structure_id = $2 AND kind = 'handover'
            AND state IN ('sent', 'seen') AND EXISTS (
            SELECT 1 FROM relays AS o
            WHERE o.person_id = relays.person_id AND o.giver_id = $1
                AND o.giver_structure_id = $3 AND o.kind = 'handover'
                AND o.state IN ('sent', 'seen'))
    )sql",
};
constexpr db::Statement kMoveGiven{
    .name = "relays.move_given",
    .text = R"sql(
        UPDATE relays
        SET giver_structure_id = $3
        WHERE giver_id = $1 AND giver_structure_id = $2
    )sql",
};
constexpr db::Statement kMoveReceived{
    .name = "relays.move_received",
    .text = R"sql(
        UPDATE relays
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};
constexpr db::Statement kMoveToTake{
    .name = "relays.move_to_take",
    .text = R"sql(
        UPDATE relays
        SET structure_id = $2
        WHERE id IN (
            SELECT r.id
            FROM relays AS r
            WHERE r.structure_id = $1 AND r.professional_id IS NULL
                AND r.state IN ('sent', 'seen')
            ORDER BY r.id
            LIMIT $3)
    )sql",
};
}  // namespace

void move_relays(db::Transaction& tx, const people::Move& move, base::Instant now) {
    const auto& [professional, from, to] = move;
    tx.exec(kCancelTwice, professional, from, to, now);
    tx.exec(kMoveGiven, professional, from, to);
    tx.exec(kMoveReceived, professional, from, to);
}

std::int64_t move_to_take(db::Transaction& tx, structures::StructureId from,
                          structures::StructureId to, int limit) {
    return tx.exec(kMoveToTake, from, to, limit);
}

}  // namespace gps::relays
