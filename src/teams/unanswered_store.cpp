#include "teams/unanswered_store.hpp"

namespace gps::teams::store {

constexpr db::Statement kWaiting{
    .name = "teams.waiting",
    .text = R"sql(
        SELECT r.public_id, p.last_name, p.first_name, p.email, r.asked_at, s.name, s.public_id,
            p.state = 'active' AND s.state = 'open' AND NOT EXISTS (
                SELECT 1
                FROM memberships AS m
                JOIN professionals AS a ON a.id = m.professional_id AND a.state = 'active'
                WHERE m.structure_id = r.structure_id AND m.ended_on IS NULL
                    AND m.role = 'administrator')
        FROM teams_requests AS r
        JOIN professionals AS p ON p.id = r.professional_id
        JOIN structures AS s ON s.id = r.structure_id
        WHERE r.state = 'pending' AND (r.asked_at, r.id) > (
            COALESCE((SELECT l.asked_at FROM teams_requests AS l WHERE l.public_id = $1), 0),
            COALESCE((SELECT l.id FROM teams_requests AS l WHERE l.public_id = $1), 0))
        ORDER BY r.asked_at, r.id
        LIMIT $2
    )sql",
};

std::vector<Waiting> waiting(db::Transaction& tx, const base::PublicId& after, int limit) {
    std::vector<Waiting> found;
    for (const auto& row : tx.query(kWaiting, after, limit)) {
        found.push_back({.unanswered = {.request = {.id = base::PublicId::parse(row.view(0)),
                                                    .name = row.text(1) + " " + row.text(2),
                                                    .email = row.text(3),
                                                    .asked_on = base::paris_date(row.instant(4))},
                                        .structure = row.text(5),
                                        .structure_id = base::PublicId::parse(row.view(6))},
                         .is_for_platform = row.boolean(7)});
    }
    return found;
}

constexpr db::Statement kAskedWithoutAdministrator{
    .name = "teams.asked_without_administrator",
    .text = R"sql(
        SELECT s.id, s.name
        FROM teams_requests AS r
        JOIN structures AS s ON s.id = r.structure_id AND s.state = 'open'
        WHERE r.public_id = $1 AND r.state = 'pending' AND NOT EXISTS (
            SELECT 1
            FROM memberships AS m
            JOIN professionals AS a ON a.id = m.professional_id AND a.state = 'active'
            WHERE m.structure_id = r.structure_id AND m.ended_on IS NULL
                AND m.role = 'administrator')
    )sql",
};

std::optional<Asked> asked_without_administrator(db::Transaction& tx,
                                                 const base::PublicId& request) {
    const auto rows = tx.query(kAskedWithoutAdministrator, request);
    if (rows.empty()) return std::nullopt;
    return Asked{.id = {rows[0].integer(0)}, .name = rows[0].text(1)};
}

}  // namespace gps::teams::store
