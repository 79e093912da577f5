#include "merges/merges_test.hpp"

#include <array>
#include <string_view>

namespace gps::merges {
namespace {

constexpr std::string_view kRows = R"sql(
        UPDATE memberships SET role = 'administrator', started_on = '2020-02-03'
            WHERE structure_id = 3 AND professional_id = {carl};
        UPDATE memberships SET ended_on = '2026-03-31' WHERE professional_id = {left};
        INSERT INTO access_sessions (public_id, token_digest, professional_id, structure_id, device,
            created_at, last_seen_at, expires_at)
            VALUES ('s', 't', {bob}, 3, '', 0, 0, 9999999999999999);
        INSERT INTO access_drafts (holder_digest, professional_id, structure_id, sealed, at)
            VALUES ('h', {bob}, 3, '', 0);
        INSERT INTO requests (public_id, person_id, professional_id, structure_id, typed_name, role,
            reasons, started_on, state, asked_at, kind, waits_for, waits_for_structure) VALUES
            ('r1', {alone}, {bob}, 3, '', 'CIP', 1, '2026-03-01', 'pending', 1, 'join',
                'administrators', 1),
            ('r2', {alone}, {carl}, 3, '', 'CIP', 1, '2026-03-01', 'pending', 2, 'join',
                'contributors', NULL),
            ('r3', {alone}, {carl}, 1, '', 'CIP', 1, '2026-03-01', 'pending', 3, 'join',
                'contributors', NULL),
            ('r4', {alone}, {dan}, 2, '', 'CIP', 1, '2026-03-01', 'pending', 4, 'join',
                'administrators', 3),
            ('r5', {followed}, {bob}, 3, '', 'CIP', 1, '2026-03-01', 'accepted', 5, 'details',
                'contributors', NULL),
            ('r6', {alone}, {alice}, 1, '', 'CIP', 1, '2026-03-01', 'pending', 6, 'join',
                'administrators', 3),
            ('r7', {ended}, {dan}, 2, '', 'CIP', 1, '2026-03-01', 'pending', 7, 'join',
                'contributors', NULL);
        INSERT INTO requests_inbox (professional_id, structure_id, request_id)
            SELECT {carl}, s.id, r.id FROM requests AS r, structures AS s
            WHERE r.public_id = 'r7' AND s.id IN (1, 3);
        INSERT INTO grants (public_id, person_id, professional_id, structure_id, request_id,
            granted_by, granted_at, until_on)
            SELECT 'g', r.person_id, {bob}, 3, r.id, {alice}, 0, '2026-12-31' FROM requests AS r
            WHERE r.public_id = 'r5';
        INSERT INTO emergency_accesses (public_id, person_id, professional_id, structure_id, reason,
            explanation, opened_at, until_at) VALUES ('e', {followed}, {bob}, 3, '', '', 0, 1);
        INSERT INTO callbacks (public_id, person_id, asker_id, asker_structure_id, asked_id,
            asked_structure_id, subject, slots, channel, state, asked_at, changed_at, expires_at)
            VALUES
            ('c1', {followed}, {bob}, 3, {alice}, 1, 'POINT', 1, 'VISIO', 'asked', 0, 0, 9),
            ('c2', {followed}, {alice}, 1, {bob}, 3, 'POINT', 1, 'VISIO', 'done', 0, 0, 9);
        INSERT INTO contact_messages (public_id, person_id, sender_id, sender_structure_id, subject,
            sent_at) VALUES ('m1', {followed}, {bob}, 3, 'POINT', 0);
        INSERT INTO agreements (public_id, person_id, structure_id, for_structure, how, given_on,
            recorded_by, recorded_at) VALUES
            ('a1', {followed}, 3, NULL, 'oral', '2026-01-01', {bob}, 0),
            ('a2', {followed}, 1, NULL, 'oral', '2026-01-01', {alice}, 0),
            ('a3', {twice}, 3, 2, 'oral', '2026-01-01', {bob}, 0),
            ('a4', {twice}, 2, 3, 'oral', '2026-01-01', {dan}, 0);
        INSERT INTO teams_invitations (public_id, digest, structure_id, email, last_name, first_name,
            role, invited_by, invited_at, expires_at, state) VALUES
            ('i1', 'd1', 3, 'eve@x.fr', 'E', 'E', 'administrator', {carl}, 0, 1, 'sent'),
            ('i2', 'd2', 1, 'eve@x.fr', 'E', 'E', 'member', {alice}, 0, 1, 'sent'),
            ('i3', 'd3', 3, 'fay@x.fr', 'F', 'F', 'member', {carl}, 0, 1, 'sent'),
            ('i4', 'd4', 3, 'gil@x.fr', 'G', 'G', 'member', {carl}, 0, 1, 'sent'),
            ('i5', 'd5', 1, 'gil@x.fr', 'G', 'G', 'member', {alice}, 0, 1, 'sent');
        INSERT INTO teams_requests (public_id, structure_id, professional_id, state, asked_at) VALUES
            ('t1', 3, {dan}, 'pending', 0), ('t2', 3, {alice}, 'pending', 0);
    )sql";

constexpr std::array kQueries{
    "SELECT 'membership ' || professional_id || ' ' || structure_id || ' ' || role || ' ' "
    "|| started_on || ' ' || COALESCE(CAST(ended_on AS TEXT), '') FROM memberships "
    "ORDER BY professional_id, structure_id, started_on",
    "SELECT 'part ' || c.person_id || ' ' || c.professional_id || ' ' || c.structure_id || "
    "' ' || c.role || ' ' || c.started_on || ' ' || COALESCE(CAST(c.ended_on AS TEXT), '') "
    "|| ' ' || CAST(c.is_past AS TEXT) || ' ' || CAST(c.is_creator AS TEXT) || ' ' || "
    "c.referent_kind || ' ' || c.shown_key FROM followup_contributions AS c "
    "ORDER BY c.person_id, c.professional_id, c.structure_id",
    "SELECT 'period ' || c.person_id || ' ' || c.professional_id || ' ' || c.structure_id "
    "|| ' ' || p.started_on || ' ' || COALESCE(CAST(p.ended_on AS TEXT), '') "
    "FROM followup_periods AS p JOIN followup_contributions AS c "
    "ON c.id = p.contribution_id ORDER BY c.person_id, c.professional_id, p.started_on",
    "SELECT 'group ' || g.person_id || ' ' || g.contributor_count || ' ' || "
    "COALESCE(c.professional_id, 0) || ' ' || COALESCE(c.structure_id, 0) "
    "FROM followup_groups AS g LEFT JOIN followup_contributions AS c "
    "ON c.id = g.referent_contribution_id ORDER BY g.person_id",
    "SELECT 'caseload ' || professional_id || ' ' || structure_id || ' ' || current_count "
    "|| ' ' || past_count FROM followup_caseloads ORDER BY professional_id, structure_id",
    "SELECT 'request ' || public_id || ' ' || structure_id || ' ' || state || ' ' || "
    "waits_for || ' ' || COALESCE(waits_for_structure, 0) FROM requests ORDER BY public_id",
    "SELECT 'inbox ' || i.professional_id || ' ' || i.structure_id || ' ' || r.public_id "
    "FROM requests_inbox AS i JOIN requests AS r ON r.id = i.request_id "
    "ORDER BY r.public_id, i.professional_id, i.structure_id",
    "SELECT 'grant ' || public_id || ' ' || structure_id FROM grants",
    "SELECT 'emergency ' || public_id || ' ' || structure_id FROM emergency_accesses",
    "SELECT 'callback ' || public_id || ' ' || asker_structure_id || ' ' || asked_structure_id "
    "FROM callbacks ORDER BY public_id",
    "SELECT 'message ' || public_id || ' ' || sender_structure_id FROM contact_messages",
    "SELECT 'agreement ' || public_id || ' ' || structure_id || ' ' || "
    "COALESCE(for_structure, 0) || CASE WHEN revoked_at IS NULL THEN '' ELSE ' revoked' "
    "END "
    "FROM agreements ORDER BY public_id",
    "SELECT 'invitation ' || public_id || ' ' || structure_id || ' ' || state "
    "FROM teams_invitations ORDER BY public_id",
    "SELECT 'asking ' || public_id || ' ' || structure_id || ' ' || state "
    "FROM teams_requests ORDER BY public_id",
    "SELECT 'notices ' || professional_id || ' ' || structure_id || ' ' || count(*) "
    "FROM notices_inbox GROUP BY professional_id, structure_id "
    "ORDER BY professional_id, structure_id",
    "SELECT 'session ' || public_id || ' ' || structure_id FROM access_sessions",
    "SELECT 'draft ' || holder_digest || ' ' || structure_id FROM access_drafts",
    "SELECT 'structure ' || id || ' ' || state || ' ' || COALESCE(merged_into, 0) "
    "FROM structures ORDER BY id",
    "SELECT 'merge ' || kept_id || ' ' || double_id || ' ' || state FROM merges"};

}  // namespace

// A life of every kind of row that a merge moves.
void Merges::lived() {
    alice_ = agency("alice@x.fr");
    bob_ = association("bob@x.fr");
    carl_ = agency("carl@x.fr");
    carl_elsewhere_ = association("carl@x.fr");
    dan_ = mission("dan@x.fr");
    const auto left = association("chloe@x.fr");
    followed_ = person(alice_, "Zidane");
    twice_ = person(carl_elsewhere_, "Martin");
    ended_twice_ = person(alice_, "Petit");
    const auto alone = person(left, "Durand");
    follow(bob_, followed_);
    follow(carl_, twice_);
    make_referent(carl_elsewhere_, twice_);
    follow(carl_, ended_twice_);
    end(carl_, ended_twice_, 5);
    follow(carl_elsewhere_, ended_twice_);
    end(carl_elsewhere_, ended_twice_, 2);
    end(left, alone);
    const auto id = [&](const base::PublicId& who) { return id_of(who).value; };
    const auto who = [](const access::Viewer& viewer) { return viewer.id.value; };
    sql(fmt::format(kRows, fmt::arg("alice", who(alice_)), fmt::arg("bob", who(bob_)),
                    fmt::arg("carl", who(carl_)), fmt::arg("dan", who(dan_)),
                    fmt::arg("left", who(left)), fmt::arg("followed", id(followed_)),
                    fmt::arg("twice", id(twice_)), fmt::arg("ended", id(ended_twice_)),
                    fmt::arg("alone", id(alone))));
}

// What the tables say of it all, but for ids that no other row knows and for instants.
std::string Merges::tables() {
    std::string all;
    for (const auto* query : kQueries) all += lines(query);
    return all;
}

}  // namespace gps::merges
