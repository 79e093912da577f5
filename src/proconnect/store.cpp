#include "proconnect/store.hpp"

namespace gps::proconnect::store {

constexpr db::Statement kLinked{
    .name = "proconnect.linked",
    .text = R"sql(
        SELECT p.id, p.state = 'active', p.email
        FROM proconnect_identities AS i
        JOIN professionals AS p ON p.id = i.professional_id
        WHERE i.issuer = $1 AND i.subject = $2
    )sql",
};

std::optional<Account> linked(db::Transaction& tx, std::string_view issuer,
                              std::string_view subject) {
    const auto rows = tx.query(kLinked, issuer, subject);
    if (rows.empty()) return std::nullopt;
    return Account{
        .id = {rows[0].integer(0)}, .is_active = rows[0].boolean(1), .email = rows[0].text(2)};
}

constexpr db::Statement kLink{
    .name = "proconnect.link",
    .text = R"sql(
        INSERT INTO proconnect_identities (issuer, subject, professional_id, linked_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (issuer, subject) DO NOTHING
    )sql",
};

bool link(db::Transaction& tx, std::string_view issuer, std::string_view subject,
          people::ProfessionalId owner, base::Instant now) {
    return tx.exec(kLink, issuer, subject, owner, now) == 1;
}

constexpr db::Statement kUse{
    .name = "proconnect.use",
    .text = R"sql(
        UPDATE proconnect_identities
        SET email = $3, used_at = $4
        WHERE issuer = $1 AND subject = $2
    )sql",
};

bool use(db::Transaction& tx, std::string_view issuer, std::string_view subject,
         std::string_view email, base::Instant now) {
    return tx.exec(kUse, issuer, subject, email, now) == 1;
}

constexpr db::Statement kKeepShown{
    .name = "proconnect.keep_shown",
    .text = R"sql(
        INSERT INTO proconnect_shown (session_id, issuer, subject, shown_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (session_id, issuer, subject) DO NOTHING
    )sql",
};

void keep_shown(db::Transaction& tx, access::SessionId session, std::string_view issuer,
                std::string_view subject, base::Instant now) {
    tx.exec(kKeepShown, session, issuer, subject, now);
}

constexpr db::Statement kIdentities{
    .name = "proconnect.identities",
    .text = R"sql(
        SELECT issuer, subject, email, linked_at, used_at
        FROM proconnect_identities
        WHERE professional_id = $1
        ORDER BY linked_at DESC, issuer, subject
        LIMIT 100
    )sql",
};

std::vector<Linked> identities(db::Transaction& tx, people::ProfessionalId owner) {
    std::vector<Linked> all;
    for (const auto& row : tx.query(kIdentities, owner)) {
        all.push_back({.issuer = row.text(0),
                       .subject = row.text(1),
                       .email = row.text(2),
                       .linked_at = row.instant(3)});
        if (!row.is_null(4)) all.back().used_at = row.instant(4);
    }
    return all;
}

constexpr db::Statement kDetach{
    .name = "proconnect.detach",
    .text = R"sql(
        DELETE FROM proconnect_identities
        WHERE issuer = $1 AND subject = $2 AND professional_id = $3
    )sql",
};

bool detach(db::Transaction& tx, const Linked& identity, people::ProfessionalId owner) {
    return tx.exec(kDetach, identity.issuer, identity.subject, owner) == 1;
}

constexpr db::Statement kSessionsOf{
    .name = "proconnect.sessions_of",
    .text = R"sql(
        SELECT v.public_id
        FROM proconnect_shown AS s
        JOIN access_sessions AS v ON v.id = s.session_id
        WHERE s.issuer = $1 AND s.subject = $2 AND v.professional_id = $3 AND v.id <> $4
            AND v.ended_at IS NULL
    )sql",
};
constexpr db::Statement kForgetShown{
    .name = "proconnect.forget_shown",
    .text = R"sql(
        DELETE FROM proconnect_shown
        WHERE issuer = $1 AND subject = $2
    )sql",
};

std::vector<base::PublicId> take_sessions(db::Transaction& tx, const Linked& identity,
                                          const access::Viewer& owner) {
    std::vector<base::PublicId> all;
    for (const auto& row :
         tx.query(kSessionsOf, identity.issuer, identity.subject, owner.id, owner.session))
        all.push_back(base::PublicId::parse(row.view(0)));
    tx.exec(kForgetShown, identity.issuer, identity.subject);
    return all;
}

constexpr db::Statement kBelongsToSiret{
    .name = "proconnect.belongs_to_siret",
    .text = R"sql(
        SELECT 1
        FROM memberships AS m
        JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
        WHERE m.professional_id = $1 AND m.ended_on IS NULL AND s.id IN (
            SELECT COALESCE(named.merged_into, named.id)
            FROM structures AS named
            WHERE named.siret = $2 AND named.siret <> '')
        LIMIT 1
    )sql",
};

bool belongs_to_siret(db::Transaction& tx, people::ProfessionalId professional,
                      std::string_view siret) {
    return !siret.empty() && !tx.query(kBelongsToSiret, professional, siret).empty();
}

constexpr db::Statement kPlaces{
    .name = "proconnect.places",
    .text = R"sql(
        SELECT DISTINCT s.public_id, s.name, s.city
        FROM structures AS named
        JOIN structures AS s ON s.id = COALESCE(named.merged_into, named.id)
        WHERE named.siret = $1 AND named.siret <> '' AND s.state = 'open'
        ORDER BY s.name, s.public_id
        LIMIT 20
    )sql",
};

std::vector<Place> places(db::Transaction& tx, std::string_view siret) {
    std::vector<Place> all;
    for (const auto& row : tx.query(kPlaces, siret)) {
        all.push_back({.public_id = base::PublicId::parse(row.text(0)),
                       .name = row.text(1),
                       .city = row.text(2)});
    }
    return all;
}

constexpr db::Statement kKeepDeparture{
    .name = "proconnect.keep_departure",
    .text = R"sql(
        INSERT INTO proconnect_departures (state_digest, holder_digest, session_id, sealed,
            left_at)
        VALUES ($1, $2, $3, $4, $5)
    )sql",
};

void keep_departure(db::Transaction& tx, const NewDeparture& departure) {
    tx.exec(kKeepDeparture, departure.state_digest, departure.holder_digest, departure.session,
            departure.sealed, departure.at);
}

constexpr db::Statement kClaimDeparture{
    .name = "proconnect.claim_departure",
    .text = R"sql(
        DELETE FROM proconnect_departures
        WHERE state_digest = $1 AND left_at > $4
            AND ((session_id IS NULL AND holder_digest = $2)
                OR (session_id IS NOT NULL AND holder_digest = $3))
        RETURNING session_id, sealed
    )sql",
};

std::optional<Departed> claim_departure(db::Transaction& tx, std::string_view state_digest,
                                        std::string_view browser_digest,
                                        std::string_view session_digest, base::Instant since) {
    const auto rows =
        tx.query(kClaimDeparture, state_digest, browser_digest, session_digest, since);
    if (rows.empty()) return std::nullopt;
    Departed departed{.sealed = rows[0].text(1)};
    if (const auto id = rows[0].optional_integer(0)) departed.session = access::SessionId{*id};
    return departed;
}

constexpr db::Statement kKeepSession{
    .name = "proconnect.keep_session",
    .text = R"sql(
        INSERT INTO proconnect_sessions (session_id, sealed, opened_at)
        VALUES ($1, $2, $3)
    )sql",
};

void keep_session(db::Transaction& tx, access::SessionId session, std::string_view sealed,
                  base::Instant now) {
    tx.exec(kKeepSession, session, sealed, now);
}

constexpr db::Statement kSession{
    .name = "proconnect.session",
    .text = R"sql(
        SELECT kept.sealed
        FROM access_sessions AS v
        JOIN proconnect_sessions AS kept ON kept.session_id = v.id
        WHERE v.token_digest = $1 AND v.ended_at IS NULL
    )sql",
};

std::optional<std::string> session(db::Transaction& tx, std::string_view token_digest) {
    const auto rows = tx.query(kSession, token_digest);
    return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

constexpr db::Statement kSweepDepartures{
    .name = "proconnect.sweep_departures",
    .text = R"sql(
        DELETE FROM proconnect_departures
        WHERE state_digest IN (
            SELECT state_digest FROM proconnect_departures WHERE left_at < $1 LIMIT 5000)
    )sql",
};
constexpr db::Statement kSweepSessions{
    .name = "proconnect.sweep_sessions",
    .text = R"sql(
        DELETE FROM proconnect_sessions
        WHERE session_id IN (
            SELECT session_id FROM proconnect_sessions WHERE opened_at < $1 LIMIT 5000)
    )sql",
};
constexpr db::Statement kSweepShown{
    .name = "proconnect.sweep_shown",
    .text = R"sql(
        DELETE FROM proconnect_shown
        WHERE shown_at < $1 AND session_id IN (
            SELECT session_id FROM proconnect_shown WHERE shown_at < $1 LIMIT 5000)
    )sql",
};

std::int64_t sweep(db::Transaction& tx, base::Instant left_before, base::Instant opened_before) {
    return tx.exec(kSweepDepartures, left_before) + tx.exec(kSweepSessions, opened_before) +
           tx.exec(kSweepShown, opened_before);
}

}  // namespace gps::proconnect::store
