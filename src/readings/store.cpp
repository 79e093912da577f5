#include "readings/store.hpp"

namespace gps::readings::store {

constexpr db::Statement kEntries{
    .name = "readings.entries",
    .text = R"sql(
        SELECT e.at, e.actor_id, e.acting_for, e.act = 'reveal_contact', NOT e.is_named,
            CASE WHEN e.is_named THEN r.first_name || ' ' || r.last_name END,
            CASE WHEN e.is_named THEN e.structure_name END
        FROM (
            SELECT l.id, l.at, l.actor_id, l.acting_for, l.act, s.name AS structure_name,
                s.sensitivity <= $3 OR s.id = $2 OR EXISTS (
                    SELECT 1 FROM agreements AS a
                    WHERE a.person_id = $1 AND a.structure_id = s.id AND a.revoked_at IS NULL
                        AND coalesce(a.for_structure, $2) = $2) AS is_named
            FROM audit_entries AS l
            JOIN structures AS s ON s.id = l.acting_for
            WHERE l.person_id = $1 AND l.at < $4 AND l.act IN ('read_file', 'reveal_contact')
            ORDER BY l.at DESC, l.id DESC
            LIMIT $5) AS e
        JOIN professionals AS r ON r.id = e.actor_id
        ORDER BY e.at DESC, e.id DESC
    )sql",
};

std::vector<Entry> entries(db::Transaction& tx, const Asked& asked) {
    std::vector<Entry> found;
    for (const auto& row : tx.query(kEntries, asked.person, asked.own_structure,
                                    asked.highest_sensitivity, asked.before, asked.limit)) {
        Entry entry{.at = row.instant(0),
                    .actor = {row.integer(1)},
                    .acting_for = {row.integer(2)},
                    .is_reveal = row.boolean(3),
                    .is_masked = row.boolean(4)};
        if (!entry.is_masked) {
            entry.name = row.text(5);
            entry.structure = row.text(6);
        }
        found.push_back(std::move(entry));
    }
    return found;
}

}  // namespace gps::readings::store
