#include "teams/store.hpp"

#include <fmt/format.h>

namespace gps::teams::store {

constexpr db::Statement kCancelSame{
    .name = "teams.cancel_same",
    .text = R"sql(
        UPDATE teams_invitations
        SET state = 'cancelled'
        WHERE email = $2 AND state = 'sent' AND structure_id IN (
            SELECT COALESCE(s.merged_into, s.id) FROM structures AS s WHERE s.id = $1)
    )sql",
};
constexpr db::Statement kKeepInvitation{
    .name = "teams.keep_invitation",
    .text = R"sql(
        INSERT INTO teams_invitations (public_id, digest, structure_id, email, last_name,
            first_name, role, invited_by, invited_at, expires_at, state)
        SELECT $1, $2, COALESCE(s.merged_into, s.id), $4, $5, $6, $7, $8, $9, $10,
            'sent'
        FROM structures AS s
        WHERE s.id = $3
    )sql",
};

void keep_invitation(db::Transaction& tx, const NewInvitation& invitation) {
    const auto& typed = invitation.invited;
    tx.exec(kCancelSame, invitation.structure, typed.email);
    tx.exec(kKeepInvitation, base::PublicId::fresh(), invitation.digest, invitation.structure,
            typed.email, typed.last_name, typed.first_name, code(typed.role), invitation.invited_by,
            invitation.at, invitation.expires_at);
}

constexpr db::Statement kInvitations{
    .name = "teams.invitations",
    .text = R"sql(
        SELECT public_id, last_name, first_name, email, role, invited_at, expires_at
        FROM teams_invitations
        WHERE structure_id = $1 AND state = 'sent'
        ORDER BY invited_at DESC, id DESC
        LIMIT 200
    )sql",
};

std::vector<Invitation> invitations(db::Transaction& tx, structures::StructureId structure,
                                    base::Instant now) {
    std::vector<Invitation> invitations;
    for (const auto& row : tx.query(kInvitations, structure)) {
        invitations.push_back({.id = base::PublicId::parse(row.view(0)),
                               .name = row.text(1) + " " + row.text(2),
                               .email = row.text(3),
                               .role = role_of(row.view(4)).value_or(Role::Member),
                               .invited_on = base::paris_date(row.instant(5)),
                               .serves_until = base::paris_date(row.instant(6)),
                               .is_too_old = row.instant(6) <= now});
    }
    return invitations;
}

constexpr db::Statement kInvited{
    .name = "teams.invited",
    .text = R"sql(
        SELECT email, last_name, first_name, role
        FROM teams_invitations
        WHERE structure_id = $1 AND public_id = $2 AND state = 'sent'
    )sql",
};

std::optional<Invited> invited(db::Transaction& tx, structures::StructureId structure,
                               const base::PublicId& invitation) {
    const auto rows = tx.query(kInvited, structure, invitation);
    if (rows.empty()) return std::nullopt;
    return Invited{.email = rows[0].text(0),
                   .last_name = rows[0].text(1),
                   .first_name = rows[0].text(2),
                   .role = role_of(rows[0].view(3)).value_or(Role::Member)};
}

constexpr db::Statement kCancelInvitation{
    .name = "teams.cancel_invitation",
    .text = R"sql(
        UPDATE teams_invitations
        SET state = 'cancelled'
        WHERE structure_id = $1 AND public_id = $2 AND state = 'sent'
        RETURNING email
    )sql",
};

std::optional<std::string> cancel_invitation(db::Transaction& tx, structures::StructureId structure,
                                             const base::PublicId& invitation) {
    const auto rows = tx.query(kCancelInvitation, structure, invitation);
    if (rows.empty()) return std::nullopt;
    return rows[0].text(0);
}

constexpr db::Statement kHeld{
    .name = "teams.held",
    .text = R"sql(
        SELECT i.id, i.public_id, s.id, s.name, p.first_name, p.last_name, i.email, i.last_name,
            i.first_name, i.role
        FROM teams_invitations AS i
        JOIN structures AS named ON named.id = i.structure_id
        JOIN structures AS s ON s.id = COALESCE(named.merged_into, named.id) AND s.state = 'open'
        JOIN professionals AS p ON p.id = i.invited_by
        WHERE i.digest = $1 AND i.state = 'sent' AND i.expires_at > $2
    )sql",
};

std::optional<Held> held(db::Transaction& tx, std::string_view digest, base::Instant now) {
    const auto rows = tx.query(kHeld, digest, now);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Held{.id = row.integer(0),
                .public_id = base::PublicId::parse(row.view(1)),
                .structure = {row.integer(2)},
                .structure_name = row.text(3),
                .invited_by = row.text(4) + " " + row.text(5),
                .invited = {.email = row.text(6),
                            .last_name = row.text(7),
                            .first_name = row.text(8),
                            .role = role_of(row.view(9)).value_or(Role::Member)}};
}

constexpr db::Statement kUseInvitation{
    .name = "teams.use_invitation",
    .text = R"sql(
        UPDATE teams_invitations
        SET state = 'accepted'
        WHERE id = $1 AND state = 'sent'
    )sql",
};

bool use_invitation(db::Transaction& tx, std::int64_t id) {
    return tx.exec(kUseInvitation, id) == 1;
}

constexpr db::Statement kSweepInvitations{
    .name = "teams.sweep_invitations",
    .text = R"sql(
        DELETE FROM teams_invitations
        WHERE id IN (SELECT id FROM teams_invitations WHERE expires_at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep(db::Transaction& tx, base::Instant expired_before) {
    return tx.exec(kSweepInvitations, expired_before);
}

}  // namespace gps::teams::store
