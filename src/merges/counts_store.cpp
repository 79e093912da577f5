#include "merges/store.hpp"

namespace gps::merges::store {

// Each count stops at $2, whatever the size of the structure. The order of the last one is that of
// its index: of a table with few rows, PostgreSQL would take any other.
constexpr db::Statement kCounts{
    .name = "merges.counts",
    .text = R"sql(
        SELECT
            (SELECT count(*) FROM (SELECT 1 FROM memberships AS m
             WHERE m.structure_id = $1 AND m.ended_on IS NULL LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM memberships AS m
             WHERE m.structure_id = $1 AND m.ended_on IS NULL AND m.role = 'administrator'
             LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM followup_contributions AS c
             WHERE c.structure_id = $1 AND c.is_past = FALSE LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM followup_contributions AS c
             WHERE c.structure_id = $1 AND c.is_past = TRUE LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM requests AS r
             WHERE r.structure_id = $1 AND r.state = 'pending' LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM grants AS g
             WHERE g.structure_id = $1 AND g.revoked_at IS NULL AND g.until_on >= $3
             LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM agreements AS a
             WHERE a.structure_id = $1 AND a.revoked_at IS NULL LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM teams_invitations AS i
             WHERE i.structure_id = $1 AND i.state = 'sent' LIMIT $2) AS few),
            (SELECT count(*) FROM (SELECT 1 FROM teams_requests AS t
             WHERE t.structure_id = $1 AND t.state = 'pending'
             ORDER BY t.professional_id LIMIT $2) AS few)
    )sql",
};

Counts counts(db::Transaction& tx, structures::StructureId structure, base::Date today) {
    const auto rows = tx.query(kCounts, structure, kMostCounted + 1, today);
    const auto row = rows.at(0);
    const auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
    return {.members = number(0),
            .administrators = number(1),
            .ongoing = number(2),
            .past = number(3),
            .requests = number(4),
            .grants = number(5),
            .agreements = number(6),
            .invitations = number(7),
            .asks = number(8)};
}

constexpr db::Statement kShared{
    .name = "merges.shared",
    .text = R"sql(
        SELECT
            (SELECT count(*)
             FROM (SELECT m.professional_id FROM memberships AS m
                WHERE m.structure_id = $2 AND m.ended_on IS NULL LIMIT $3) AS few
             JOIN memberships AS k ON k.professional_id = few.professional_id
                AND k.structure_id = $1 AND k.ended_on IS NULL),
            (SELECT count(*)
             FROM (SELECT c.person_id, c.professional_id FROM followup_contributions AS c
                WHERE c.structure_id = $2 AND c.is_past = FALSE LIMIT $3) AS few
             JOIN followup_contributions AS k ON k.person_id = few.person_id
                AND k.professional_id = few.professional_id AND k.structure_id = $1)
    )sql",
};

Shared shared(db::Transaction& tx, structures::StructureId kept, structures::StructureId twin) {
    const auto rows = tx.query(kShared, kept, twin, kMostCounted);
    return {.members = static_cast<int>(rows.at(0).integer(0)),
            .parts = static_cast<int>(rows.at(0).integer(1))};
}

}  // namespace gps::merges::store
