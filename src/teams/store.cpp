#include "teams/store.hpp"

namespace gps::teams::store {
namespace {

Member member_of(const db::Row& row) {
    return {.id = {row.integer(0)},
            .public_id = base::PublicId::parse(row.view(1)),
            .name = row.text(2) + " " + row.text(3),
            .first_name = row.text(3),
            .email = row.text(4),
            .name_key = row.text(5),
            .role = role_of(row.view(6)).value_or(Role::Member),
            .since = row.date(7)};
}

}  // namespace

constexpr db::Statement kMembers{
    .name = "teams.members",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name, p.first_name, p.email, p.name_key, m.role,
            m.started_on
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        WHERE m.structure_id = $1 AND m.ended_on IS NULL AND (p.name_key, p.id) > ($2, $3)
        ORDER BY p.name_key, p.id
        LIMIT $4
    )sql",
};

std::vector<Member> members(db::Transaction& tx, structures::StructureId structure,
                            const Place& after, int limit) {
    std::vector<Member> members;
    for (const auto& row : tx.query(kMembers, structure, after.name_key, after.id, limit))
        members.push_back(member_of(row));
    return members;
}

constexpr db::Statement kMember{
    .name = "teams.member",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name, p.first_name, p.email, p.name_key, m.role,
            m.started_on
        FROM professionals AS p
        JOIN memberships AS m ON m.professional_id = p.id AND m.structure_id = $1
            AND m.ended_on IS NULL
        WHERE p.public_id = $2 AND p.state = 'active'
    )sql",
};

std::optional<Member> member(db::Transaction& tx, structures::StructureId structure,
                             const base::PublicId& professional) {
    const auto rows = tx.query(kMember, structure, professional);
    if (rows.empty()) return std::nullopt;
    return member_of(rows[0]);
}

constexpr db::Statement kHasOtherAdministrator{
    .name = "teams.has_other_administrator",
    .text = R"sql(
        SELECT 1
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        WHERE m.structure_id = $1 AND m.ended_on IS NULL AND m.role = 'administrator'
            AND m.professional_id <> $2
        LIMIT 1
    )sql",
};

bool has_other_administrator(db::Transaction& tx, structures::StructureId structure,
                             people::ProfessionalId but) {
    return !tx.query(kHasOtherAdministrator, structure, but).empty();
}

constexpr db::Statement kNamePlatform{
    .name = "teams.name_platform",
    .text = R"sql(
        INSERT INTO teams_platform (professional_id, since)
        VALUES ($1, $2)
        ON CONFLICT (professional_id) DO NOTHING
    )sql",
};

bool name_platform(db::Transaction& tx, people::ProfessionalId professional, base::Instant now) {
    return tx.exec(kNamePlatform, professional, now) == 1;
}

constexpr db::Statement kUnnamePlatform{
    .name = "teams.unname_platform",
    .text = R"sql(
        DELETE FROM teams_platform
        WHERE professional_id = $1
    )sql",
};

bool unname_platform(db::Transaction& tx, people::ProfessionalId professional) {
    return tx.exec(kUnnamePlatform, professional) == 1;
}

constexpr db::Statement kDepartures{
    .name = "teams.departures",
    .text = R"sql(
        SELECT p.last_name, p.first_name, m.started_on, m.ended_on, p.public_id
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id
        WHERE m.structure_id = $1 AND m.ended_on >= $2
        ORDER BY m.ended_on DESC, m.id DESC
        LIMIT 200
    )sql",
};

std::vector<Departure> departures(db::Transaction& tx, structures::StructureId structure,
                                  base::Date since) {
    std::vector<Departure> departures;
    for (const auto& row : tx.query(kDepartures, structure, since)) {
        departures.push_back({.public_id = base::PublicId::parse(row.view(4)),
                              .name = row.text(0) + " " + row.text(1),
                              .since = row.date(2),
                              .left_on = row.date(3)});
    }
    return departures;
}

// (With `|| ''`, the requests of this professional are looked through, who are few, and not all
// those that wait.)
constexpr db::Statement kAskable{
    .name = "teams.askable",
    .text = R"sql(
        SELECT s.id, s.name,
            EXISTS (SELECT 1 FROM memberships AS m
             WHERE m.structure_id = s.id AND m.professional_id = $1 AND m.ended_on IS NULL),
            (SELECT count(*) FROM teams_requests AS r
             WHERE r.structure_id = s.id AND r.professional_id = $1
                AND r.state || '' = 'pending') > 0
        FROM structures AS named
        JOIN structures AS s ON s.id = COALESCE(named.merged_into, named.id)
        WHERE named.public_id = $2 AND s.state = 'open'
    )sql",
};

std::optional<Askable> askable(db::Transaction& tx, people::ProfessionalId professional,
                               const base::PublicId& structure) {
    const auto rows = tx.query(kAskable, professional, structure);
    if (rows.empty()) return std::nullopt;
    return Askable{.id = {rows[0].integer(0)},
                   .name = rows[0].text(1),
                   .is_member = rows[0].boolean(2),
                   .has_asked = rows[0].boolean(3)};
}

constexpr db::Statement kAddRequest{
    .name = "teams.add_request",
    .text = R"sql(
        INSERT INTO teams_requests (public_id, structure_id, professional_id, state, asked_at)
        SELECT $1, COALESCE(s.merged_into, s.id), $3, 'pending', $4
        FROM structures AS s
        WHERE s.id = $2
        ON CONFLICT (structure_id, professional_id) WHERE state = 'pending' DO NOTHING
    )sql",
};

bool add_request(db::Transaction& tx, people::ProfessionalId professional,
                 structures::StructureId structure, base::Instant now) {
    return tx.exec(kAddRequest, base::PublicId::fresh(), structure, professional, now) == 1;
}

constexpr db::Statement kRequests{
    .name = "teams.requests",
    .text = R"sql(
        SELECT r.public_id, p.last_name, p.first_name, p.email, r.asked_at
        FROM teams_requests AS r
        JOIN professionals AS p ON p.id = r.professional_id AND p.state = 'active'
        WHERE r.structure_id = $1 AND r.state = 'pending'
        ORDER BY r.asked_at, r.id
        LIMIT 100
    )sql",
};

std::vector<Request> requests(db::Transaction& tx, structures::StructureId structure) {
    std::vector<Request> requests;
    for (const auto& row : tx.query(kRequests, structure)) {
        requests.push_back({.id = base::PublicId::parse(row.view(0)),
                            .name = row.text(1) + " " + row.text(2),
                            .email = row.text(3),
                            .asked_on = base::paris_date(row.instant(4))});
    }
    return requests;
}

constexpr db::Statement kSent{
    .name = "teams.sent",
    .text = R"sql(
        SELECT r.public_id, s.name, r.asked_at, r.state, r.refusal
        FROM teams_requests AS r
        JOIN structures AS s ON s.id = r.structure_id
        WHERE r.professional_id = $1
        ORDER BY r.asked_at DESC, r.id DESC
        LIMIT 50
    )sql",
};

std::vector<Sent> sent(db::Transaction& tx, people::ProfessionalId professional) {
    std::vector<Sent> sent;
    for (const auto& row : tx.query(kSent, professional)) {
        auto& one = sent.emplace_back(Sent{.id = base::PublicId::parse(row.view(0)),
                                           .structure = row.text(1),
                                           .asked_on = base::paris_date(row.instant(2)),
                                           .state = request_state(row.view(3))});
        if (!row.is_null(4)) one.refusal = std::string(refusal_label(row.view(4)));
    }
    return sent;
}

constexpr db::Statement kCancelRequest{
    .name = "teams.cancel_request",
    .text = R"sql(
        UPDATE teams_requests
        SET state = 'cancelled', answered_at = $3, answered_by = $1
        WHERE professional_id = $1 AND public_id = $2 AND state = 'pending'
    )sql",
};

bool cancel_request(db::Transaction& tx, people::ProfessionalId professional,
                    const base::PublicId& request, base::Instant now) {
    return tx.exec(kCancelRequest, professional, request, now) == 1;
}

constexpr db::Statement kAnswerRequest{
    .name = "teams.answer_request",
    .text = R"sql(
        UPDATE teams_requests
        SET state = $3, refusal = $4, answered_by = $5, answered_at = $6
        WHERE structure_id = $1 AND public_id = $2 AND state = 'pending'
        RETURNING professional_id
    )sql",
};
constexpr db::Statement kAsker{
    .name = "teams.asker",
    .text = R"sql(
        SELECT email, state = 'active'
        FROM professionals
        WHERE id = $1
    )sql",
};

std::optional<Asker> answer_request(db::Transaction& tx, structures::StructureId structure,
                                    const base::PublicId& request, RequestState state,
                                    std::optional<std::string_view> refusal,
                                    people::ProfessionalId by, base::Instant now) {
    const std::string_view answer = state == RequestState::Accepted ? "accepted" : "refused";
    const auto answered = tx.query(kAnswerRequest, structure, request, answer, refusal, by, now);
    if (answered.empty()) return std::nullopt;
    const people::ProfessionalId id{answered[0].integer(0)};
    const auto rows = tx.query(kAsker, id);
    return Asker{.id = id, .email = rows[0].text(0), .is_active = rows[0].boolean(1)};
}

}  // namespace gps::teams::store
