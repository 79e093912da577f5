#include "teams/merging.hpp"

namespace gps::teams {
namespace {

constexpr db::Statement kInvitationsToMove{
    .name = "teams.invitations_to_move",
    .text = R"sql(
        SELECT id, email, role
        FROM teams_invitations
        WHERE structure_id = $1 AND state = 'sent'
        ORDER BY email
        LIMIT $2
    )sql",
};
// Of the two, the one that gives more stays; else the other structure's.
constexpr db::Statement kCancelNarrower{
    .name = "teams.cancel_narrower",
    .text = R"sql(
        UPDATE teams_invitations
        SET state = 'cancelled'
        WHERE structure_id = $1 AND email = $2 AND state = 'sent' AND role = 'member'
            AND $3 = 'administrator'
    )sql",
};
constexpr db::Statement kCancelMoved{
    .name = "teams.cancel_moved",
    .text = R"sql(
        UPDATE teams_invitations
        SET state = 'cancelled'
        WHERE id = $1 AND EXISTS (
            SELECT 1 FROM teams_invitations AS o
            WHERE o.structure_id = $2 AND o.email = teams_invitations.email AND o.state = 'sent')
    )sql",
};
constexpr db::Statement kMoveInvitation{
    .name = "teams.move_invitation",
    .text = R"sql(
        UPDATE teams_invitations
        SET structure_id = $2
        WHERE id = $1
    )sql",
};

std::int64_t move_invitations(db::Transaction& tx, const Places& places, int limit) {
    const auto rows = tx.query(kInvitationsToMove, places.from, limit);
    for (const auto& row : rows) {
        const auto id = row.integer(0);
        tx.exec(kCancelNarrower, places.to, row.view(1), row.view(2));
        tx.exec(kCancelMoved, id, places.to);
        tx.exec(kMoveInvitation, id, places.to);
    }
    return static_cast<std::int64_t>(rows.size());
}

constexpr db::Statement kRequestsToMove{
    .name = "teams.requests_to_move",
    .text = R"sql(
        SELECT id, professional_id
        FROM teams_requests
        WHERE structure_id = $1 AND state = 'pending'
        ORDER BY professional_id
        LIMIT $2
    )sql",
};
constexpr db::Statement kCancelAsked{
    .name = "teams.cancel_asked",
    .text = R"sql(
        UPDATE teams_requests
        SET state = 'cancelled', answered_at = $4
        WHERE id = $1 AND (
            EXISTS (SELECT 1 FROM teams_requests AS o
             WHERE o.structure_id = $2 AND o.professional_id = $3 AND o.state = 'pending')
            OR EXISTS (SELECT 1 FROM memberships AS m
             WHERE m.professional_id = $3 AND m.structure_id = $2 AND m.ended_on IS NULL))
    )sql",
};
constexpr db::Statement kMoveRequest{
    .name = "teams.move_request",
    .text = R"sql(
        UPDATE teams_requests
        SET structure_id = $2
        WHERE id = $1
    )sql",
};

std::int64_t move_requests(db::Transaction& tx, const Places& places, base::Instant now,
                           int limit) {
    const auto rows = tx.query(kRequestsToMove, places.from, limit);
    for (const auto& row : rows) {
        const auto id = row.integer(0);
        tx.exec(kCancelAsked, id, places.to, row.integer(1), now);
        tx.exec(kMoveRequest, id, places.to);
    }
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace

std::int64_t move_waiting(db::Transaction& tx, const Places& places, base::Instant now, int limit) {
    return move_invitations(tx, places, limit) + move_requests(tx, places, now, limit);
}

}  // namespace gps::teams
