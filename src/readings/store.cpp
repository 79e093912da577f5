#include "readings/store.hpp"

namespace gps::readings::store {

constexpr db::Statement kEntries{
    .name = "readings.entries",
    .text = R"sql(
        SELECT e.at, e.actor_id, e.acting_for, e.act = 'reveal_contact',
            s.sensitivity > $3 AND s.id <> $2,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2
                THEN r.first_name || ' ' || r.last_name END,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN s.name END
        FROM audit_entries AS e
        JOIN professionals AS r ON r.id = e.actor_id
        JOIN structures AS s ON s.id = e.acting_for
        WHERE e.person_id = $1 AND e.at < $4 AND e.act IN ('read_file', 'reveal_contact')
        ORDER BY e.at DESC, e.id DESC
        LIMIT $5
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
