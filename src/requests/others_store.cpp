#include "grants/model.hpp"
#include "requests/store.hpp"

// What is read of a request by those who answer in the place of those who see the details.
namespace gps::requests::store {

// An administrator reads initials, and which member follows, or followed, the person; neither they
// nor the platform read the sentence that was written.
constexpr db::Statement kForAdministrators{
    .name = "requests.for_administrators",
    .text = R"sql(
        SELECT r.public_id, r.kind, r.reason, r.role, r.reasons, r.started_on, r.asked_at,
            CASE WHEN s.sensitivity <= $3 OR s.id = $1 THEN q.first_name || ' ' || q.last_name END,
            CASE WHEN s.sensitivity <= $3 OR s.id = $1 THEN s.name END,
            p.last_initial || ' ' || p.first_initial,
            (SELECT b.first_name || ' ' || b.last_name
             FROM followup_contributions AS c
             JOIN professionals AS b ON b.id = c.professional_id
             WHERE c.person_id = r.person_id AND c.structure_id + 0 = $1
             ORDER BY c.is_past, c.started_on DESC
             LIMIT 1)
        FROM requests AS r
        JOIN persons AS p ON p.id = r.person_id AND p.state = 'active'
        JOIN professionals AS q ON q.id = r.professional_id AND q.state = 'active'
        JOIN structures AS s ON s.id = r.structure_id
        WHERE r.waits_for_structure = $1 AND r.waits_for = 'administrators'
            AND r.state = 'pending' AND r.professional_id <> $2
        ORDER BY r.asked_at
        LIMIT 100
    )sql",
};

// Nothing of the person.
constexpr db::Statement kForPlatform{
    .name = "requests.for_platform",
    .text = R"sql(
        SELECT r.public_id, r.kind, r.reason, r.role, r.reasons, r.started_on, r.asked_at,
            q.first_name || ' ' || q.last_name, s.name, NULL, NULL
        FROM requests AS r
        JOIN persons AS p ON p.id = r.person_id AND p.state = 'active'
        JOIN professionals AS q ON q.id = r.professional_id AND q.state = 'active'
        JOIN structures AS s ON s.id = r.structure_id
        WHERE r.waits_for = 'platform' AND r.state = 'pending' AND r.professional_id <> $1
        ORDER BY r.asked_at
        LIMIT 100
    )sql",
};

namespace {

Received received_of(const db::Row& row) {
    Received request{.id = base::PublicId::parse(row.view(0)),
                     .person_name = row.optional_text(9).value_or(""),
                     .requester = row.optional_text(7).value_or("Autre intervenant"),
                     .structure = row.optional_text(8).value_or(""),
                     .started_on = row.date(5),
                     .asked_on = base::paris_date(row.instant(6)),
                     .kind = kind_of(row.view(1)),
                     .member = row.optional_text(10).value_or("")};
    if (!row.is_null(2)) request.reason = std::string(grants::reason_label(row.view(2)));
    if (row.is_null(8)) return request;
    request.role = std::string(sharing::role_label(row.view(3)));
    request.reasons = sharing::reason_labels(static_cast<sharing::Reasons>(row.integer(4)));
    return request;
}

std::vector<Received> received_in(const db::Rows& rows) {
    std::vector<Received> requests;
    for (const auto& row : rows) requests.push_back(received_of(row));
    return requests;
}

}  // namespace

std::vector<Received> for_administrators(db::Transaction& tx, const access::Viewer& viewer,
                                         int highest_sensitivity) {
    return received_in(
        tx.query(kForAdministrators, viewer.structure(), viewer.id, highest_sensitivity));
}

std::vector<Received> for_platform(db::Transaction& tx, const access::Viewer& viewer) {
    return received_in(tx.query(kForPlatform, viewer.id));
}

}  // namespace gps::requests::store
