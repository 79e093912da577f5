#include "workloads/store.hpp"

namespace gps::workloads::store {

// (The place is read apart from the list, so that the index starts there. The orders are those of
// the indexes to read.)
constexpr db::Statement kLoads{
    .name = "workloads.loads",
    .text = R"sql(
        SELECT few.id, few.public_id, few.last_name, few.first_name,
            COALESCE((SELECT k.current_count FROM followup_caseloads AS k
                WHERE k.professional_id = few.id AND k.structure_id = $1), 0),
            (SELECT count(*) FROM (
                SELECT 1 FROM followup_contributions AS c
                WHERE c.professional_id = few.id AND c.structure_id = $1 AND c.is_past = FALSE
                    AND c.referent_kind = 0
                ORDER BY c.started_on, c.id
                LIMIT 101) AS alone),
            (SELECT count(*) FROM (
                SELECT 1 FROM alerts_told AS t
                WHERE t.professional_id = few.id AND t.structure_id = $1
                ORDER BY t.alert_id
                LIMIT 101) AS open),
            (SELECT count(*) FROM (
                SELECT 1 FROM relays AS r
                WHERE r.professional_id = few.id AND r.structure_id = $1
                    AND r.state IN ('sent', 'seen')
                ORDER BY r.id
                LIMIT 101) AS received),
            (SELECT count(*) FROM (
                SELECT 1 FROM callbacks AS b
                WHERE b.asked_id = few.id AND b.asked_structure_id = $1
                    AND b.state IN ('asked', 'answered') AND b.expires_at > $3
                ORDER BY b.expires_at, b.id
                LIMIT 101) AS waiting)
        FROM (
            SELECT p.id, p.public_id, p.last_name, p.first_name
            FROM memberships AS m
            JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
            WHERE m.structure_id = $1 AND m.ended_on IS NULL AND m.professional_id > $2
            ORDER BY m.professional_id
            LIMIT 26) AS few
        ORDER BY few.id
    )sql",
};
constexpr db::Statement kPlace{
    .name = "workloads.place",
    .text = "SELECT id FROM professionals WHERE public_id = $1",
};

std::vector<Load> loads(db::Transaction& tx, structures::StructureId structure,
                        const base::PublicId& after, base::Instant now) {
    const auto place = tx.query(kPlace, after);
    const auto from = place.empty() ? std::int64_t{0} : place[0].integer(0);
    std::vector<Load> all;
    for (const auto& row : tx.query(kLoads, structure, from, now))
        all.push_back({.id = {row.integer(0)},
                       .public_id = base::PublicId::parse(row.view(1)),
                       .name = row.text(2) + " " + row.text(3),
                       .people = static_cast<int>(row.integer(4)),
                       .without_referent = static_cast<int>(row.integer(5)),
                       .alerts = static_cast<int>(row.integer(6)),
                       .relays = static_cast<int>(row.integer(7)),
                       .callbacks = static_cast<int>(row.integer(8))});
    return all;
}

constexpr db::Statement kWaiting{
    .name = "workloads.waiting",
    .text = R"sql(
        SELECT
            (SELECT count(*) FROM (
                SELECT 1 FROM relays
                WHERE structure_id = $1 AND professional_id IS NULL AND state IN ('sent', 'seen')
                ORDER BY id
                LIMIT 401) AS relays_to_take),
            (SELECT count(*) FROM (
                SELECT 1 FROM requests
                WHERE waits_for_structure = $1 AND waits_for = 'administrators'
                    AND state = 'pending'
                ORDER BY asked_at
                LIMIT 401) AS requests_to_answer),
            (SELECT count(*) FROM (
                SELECT 1 FROM memberships
                WHERE structure_id = $1 AND started_on >= $2
                ORDER BY started_on
                LIMIT 401) AS arrived),
            (SELECT count(*) FROM (
                SELECT 1 FROM memberships
                WHERE structure_id = $1 AND ended_on >= $2 AND ended_on IS NOT NULL
                ORDER BY ended_on
                LIMIT 401) AS gone)
    )sql",
};

Waiting waiting(db::Transaction& tx, structures::StructureId structure, base::Date since) {
    const auto rows = tx.query(kWaiting, structure, since);
    const auto row = rows.at(0);
    return {.relays = static_cast<int>(row.integer(0)),
            .requests = static_cast<int>(row.integer(1)),
            .arrivals = static_cast<int>(row.integer(2)),
            .departures = static_cast<int>(row.integer(3))};
}

}  // namespace gps::workloads::store
