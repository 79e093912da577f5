#include "access/store.hpp"

#include "access/rules.hpp"

#include <algorithm>
#include <array>

namespace gps::access::store {
namespace {

Strength strength(const db::Row& row, int column) {
    return row.view(column) == code(Strength::Full) ? Strength::Full : Strength::Reduced;
}

}  // namespace

constexpr db::Statement kOpenSession{
    .name = "access.open_session",
    .text = R"sql(
        INSERT INTO access_sessions (public_id, token_digest, professional_id, structure_id,
            device, created_at, last_seen_at, expires_at, strength, opened_by, may_enrol)
        VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10)
        RETURNING id
    )sql",
};

SessionId open_session(db::Transaction& tx, const NewSession& session) {
    const auto rows =
        tx.query(kOpenSession, base::PublicId::fresh(), session.token_digest, session.professional,
                 session.structure, session.device, session.now, session.now.plus(kSessionLife),
                 code(session.proof.strength), code(session.proof.by), session.proof.may_enrol);
    return {rows[0].integer(0)};
}

// A professional who is deactivated, or a structure they left or that closed, drops out of the
// join: nothing is seen from the next request on.
constexpr db::Statement kViewer{
    .name = "access.viewer",
    .text = R"sql(
        SELECT p.id, v.id, p.first_name, p.last_name, p.email, v.last_seen_at,
            s.id, s.public_id, s.name, s.sensitivity, s.is_habilitated, m.role = 'administrator',
            (SELECT count(*) FROM memberships AS every
             WHERE every.professional_id = p.id AND every.ended_on IS NULL),
            v.strength, v.may_enrol, v.opened_by = 'proconnect', t.professional_id IS NOT NULL,
            EXISTS (SELECT 1 FROM quotas_freezes AS z
             WHERE z.professional_id = p.id AND z.lifted_at IS NULL),
            (SELECT count(*) FROM (
                SELECT 1 FROM notices_inbox AS n
                WHERE n.professional_id = p.id AND n.structure_id = s.id AND n.read_at IS NULL
                LIMIT 21) AS unread)
        FROM access_sessions AS v
        JOIN professionals AS p ON p.id = v.professional_id AND p.state = 'active'
        LEFT JOIN teams_platform AS t ON t.professional_id = p.id
        LEFT JOIN memberships AS m ON m.professional_id = p.id
            AND m.structure_id = v.structure_id AND m.ended_on IS NULL
        LEFT JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
        WHERE v.token_digest = $1 AND v.ended_at IS NULL AND v.expires_at > $2
            AND v.last_seen_at > $3
    )sql",
};

std::optional<Found> viewer(db::Transaction& tx, std::string_view token_digest, base::Instant now) {
    const auto rows = tx.query(kViewer, token_digest, now, now.minus(kSessionIdle));
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    Found found{.viewer = {.id = {row.integer(0)},
                           .session = {row.integer(1)},
                           .name = row.text(2) + " " + row.text(3),
                           .email = row.text(4),
                           .strength = strength(row, 13),
                           .by_proconnect = row.boolean(15),
                           .may_enrol = row.boolean(14),
                           .is_platform = row.boolean(16),
                           .is_frozen = row.boolean(17),
                           .structures = static_cast<int>(row.integer(12)),
                           .unread = static_cast<int>(row.integer(18))},
                .last_seen_at = row.instant(5)};
    if (!row.is_null(6)) {
        found.viewer.acting_for = ActingFor{.id = {row.integer(6)},
                                            .public_id = base::PublicId::parse(row.view(7)),
                                            .name = row.text(8),
                                            .sensitivity = static_cast<int>(row.integer(9)),
                                            .is_habilitated = row.boolean(10),
                                            .is_administrator = row.boolean(11)};
    }
    return found;
}

constexpr db::Statement kStrengthen{
    .name = "access.strengthen",
    .text = R"sql(
        UPDATE access_sessions
        SET token_digest = $2, strength = 'full', may_enrol = TRUE
        WHERE id = $1 AND ended_at IS NULL
    )sql",
};

void strengthen(db::Transaction& tx, SessionId session, std::string_view token_digest) {
    tx.exec(kStrengthen, session, token_digest);
}

constexpr db::Statement kLetEnrol{
    .name = "access.let_enrol",
    .text = R"sql(
        UPDATE access_sessions
        SET may_enrol = TRUE
        WHERE id = $1 AND ended_at IS NULL
    )sql",
};

void let_enrol(db::Transaction& tx, SessionId session) {
    tx.exec(kLetEnrol, session);
}

constexpr db::Statement kTouch{
    .name = "access.touch",
    .text = R"sql(
        UPDATE access_sessions
        SET last_seen_at = $2
        WHERE id = $1 AND last_seen_at < $2
    )sql",
};

void touch(db::Transaction& tx, SessionId session, base::Instant now) {
    tx.exec(kTouch, session, now);
}

constexpr db::Statement kSessionsOf{
    .name = "access.sessions_of",
    .text = R"sql(
        SELECT public_id, device, created_at, last_seen_at, id = $2, strength
        FROM access_sessions
        WHERE professional_id = $1 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4
        ORDER BY created_at DESC
        LIMIT 100
    )sql",
};

std::vector<Session> sessions_of(db::Transaction& tx, const Viewer& viewer, base::Instant now) {
    std::vector<Session> sessions;
    for (const auto& row :
         tx.query(kSessionsOf, viewer.id, viewer.session, now, now.minus(kSessionIdle))) {
        sessions.push_back({.public_id = base::PublicId::parse(row.view(0)),
                            .device = row.text(1),
                            .created_at = row.instant(2),
                            .last_seen_at = row.instant(3),
                            .is_current = row.boolean(4),
                            .strength = strength(row, 5)});
    }
    return sessions;
}

constexpr db::Statement kEndSession{
    .name = "access.end_session",
    .text = R"sql(
        UPDATE access_sessions
        SET ended_at = $3
        WHERE professional_id = $1 AND public_id = $2 AND ended_at IS NULL
    )sql",
};

bool end_session(db::Transaction& tx, people::ProfessionalId owner, const base::PublicId& session,
                 base::Instant now) {
    return tx.exec(kEndSession, owner, session, now) == 1;
}

constexpr db::Statement kEndOwnSession{
    .name = "access.end_own_session",
    .text = R"sql(
        UPDATE access_sessions
        SET ended_at = $2
        WHERE id = $1 AND ended_at IS NULL
    )sql",
};

void end_own_session(db::Transaction& tx, SessionId session, base::Instant now) {
    tx.exec(kEndOwnSession, session, now);
}

constexpr db::Statement kEndSessionsOf{
    .name = "access.end_sessions_of",
    .text = R"sql(
        UPDATE access_sessions
        SET ended_at = $2
        WHERE professional_id = $1 AND ended_at IS NULL
    )sql",
};

void end_sessions_of(db::Transaction& tx, people::ProfessionalId owner, base::Instant now) {
    tx.exec(kEndSessionsOf, owner, now);
}

constexpr db::Statement kEndOthers{
    .name = "access.end_others",
    .text = R"sql(
        UPDATE access_sessions
        SET ended_at = $3
        WHERE professional_id = $1 AND id <> $2 AND ended_at IS NULL
    )sql",
};

std::int64_t end_others(db::Transaction& tx, people::ProfessionalId owner, SessionId kept,
                        base::Instant now) {
    return tx.exec(kEndOthers, owner, kept, now);
}

constexpr db::Statement kChoices{
    .name = "access.choices",
    .text = R"sql(
        SELECT s.public_id, s.name, s.kind, s.city
        FROM memberships AS m
        JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
        WHERE m.professional_id = $1 AND m.ended_on IS NULL
        ORDER BY s.name_key, s.id
        LIMIT 200
    )sql",
};

std::vector<Choice> choices(db::Transaction& tx, people::ProfessionalId professional) {
    std::vector<Choice> choices;
    for (const auto& row : tx.query(kChoices, professional)) {
        choices.push_back({.public_id = base::PublicId::parse(row.view(0)),
                           .name = row.text(1),
                           .kind = row.text(2),
                           .city = row.optional_text(3).value_or("")});
    }
    return choices;
}

constexpr db::Statement kOnlyStructure{
    .name = "access.only_structure",
    .text = R"sql(
        SELECT s.id
        FROM memberships AS m
        JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
        WHERE m.professional_id = $1 AND m.ended_on IS NULL
        LIMIT 2
    )sql",
};

std::optional<structures::StructureId> only_structure(db::Transaction& tx,
                                                      people::ProfessionalId professional) {
    const auto rows = tx.query(kOnlyStructure, professional);
    if (rows.size() != 1) return std::nullopt;
    return structures::StructureId{rows[0].integer(0)};
}

constexpr db::Statement kActFor{
    .name = "access.act_for",
    .text = R"sql(
        UPDATE access_sessions
        SET structure_id = (
            SELECT s.id
            FROM structures AS s
            JOIN memberships AS m ON m.structure_id = s.id
            WHERE s.public_id = $3 AND s.state = 'open' AND m.professional_id = $2
                AND m.ended_on IS NULL)
        WHERE id = $1
        RETURNING structure_id
    )sql",
};

bool act_for(db::Transaction& tx, const Viewer& viewer, const base::PublicId& structure) {
    const auto rows = tx.query(kActFor, viewer.session, viewer.id, structure);
    return !rows.empty() && !rows[0].is_null(0);
}

constexpr db::Statement kReceiveForm{
    .name = "access.receive_form",
    .text = R"sql(
        INSERT INTO access_submissions (form_key, body_digest, at)
        VALUES ($1, $2, $3)
        ON CONFLICT (form_key) DO NOTHING
    )sql",
};

constexpr db::Statement kReceivedForm{
    .name = "access.received_form",
    .text = R"sql(
        SELECT body_digest, location
        FROM access_submissions
        WHERE form_key = $1
    )sql",
};

Submission receive_form(db::Transaction& tx, std::string_view form_key,
                        std::string_view body_digest, base::Instant now) {
    if (tx.exec(kReceiveForm, form_key, body_digest, now) == 1) return {.is_first = true};
    const auto rows = tx.query(kReceivedForm, form_key);
    if (rows.empty()) return {};
    return {.is_first = false,
            .says_the_same = rows[0].view(0) == body_digest,
            .location = rows[0].optional_text(1)};
}

constexpr db::Statement kRememberAnswer{
    .name = "access.remember_answer",
    .text = R"sql(
        UPDATE access_submissions
        SET location = $2
        WHERE form_key = $1
    )sql",
};

void remember_answer(db::Transaction& tx, std::string_view form_key, std::string_view location) {
    tx.exec(kRememberAnswer, form_key, location);
}

constexpr db::Statement kForgetForm{
    .name = "access.forget_form",
    .text = R"sql(
        DELETE FROM access_submissions
        WHERE form_key = $1
    )sql",
};

void forget_form(db::Transaction& tx, std::string_view form_key) {
    tx.exec(kForgetForm, form_key);
}

constexpr db::Statement kSweepCodes{
    .name = "access.sweep_codes",
    .text = R"sql(
        DELETE FROM access_codes
        WHERE id IN (SELECT id FROM access_codes WHERE expires_at < $1 LIMIT 5000)
    )sql",
};
constexpr db::Statement kSweepSessions{
    .name = "access.sweep_sessions",
    .text = R"sql(
        DELETE FROM access_sessions
        WHERE id IN (SELECT id FROM access_sessions WHERE expires_at < $1 LIMIT 5000)
    )sql",
};
constexpr db::Statement kSweepCounters{
    .name = "access.sweep_counters",
    .text = R"sql(
        DELETE FROM access_counters
        WHERE (subject, window_start) IN (
            SELECT subject, window_start FROM access_counters WHERE window_start < $1 LIMIT 5000)
    )sql",
};
constexpr db::Statement kSweepSubmissions{
    .name = "access.sweep_submissions",
    .text = R"sql(
        DELETE FROM access_submissions
        WHERE form_key IN (SELECT form_key FROM access_submissions WHERE at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep(db::Transaction& tx, base::Instant now) {
    using std::chrono::hours;
    return tx.exec(kSweepCodes, now.minus(hours(1))) +
           tx.exec(kSweepSessions, now.minus(hours(24 * 30))) +
           tx.exec(kSweepCounters, now.minus(hours(24))) +
           tx.exec(kSweepSubmissions, now.minus(hours(24 * 7)));
}

}  // namespace gps::access::store
