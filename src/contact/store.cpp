#include "contact/store.hpp"

namespace gps::contact::store {

constexpr db::Statement kReached{
    .name = "contact.reached",
    .text = R"sql(
        SELECT r.first_name, r.last_name, s.name, r.email, r.phone, s.id = $4,
            r.state = 'active' AND s.state = 'open' AND EXISTS (
                SELECT 1 FROM memberships AS m
                WHERE m.professional_id = r.id AND m.structure_id = s.id AND m.ended_on IS NULL)
        FROM professionals AS r
        JOIN structures AS s ON s.public_id = $3 AND (
            s.sensitivity <= $5 OR s.id = $4 OR EXISTS (
                SELECT 1 FROM agreements AS a
                WHERE a.person_id = $1 AND a.structure_id = s.id AND a.revoked_at IS NULL
                    AND coalesce(a.for_structure, $4) = $4))
        JOIN followup_contributions AS c ON c.person_id = $1 AND c.professional_id = r.id
            AND c.structure_id = s.id
        WHERE r.public_id = $2
    )sql",
};

std::optional<Reached> reached(db::Transaction& tx, const Sought& sought, const Asked& asked) {
    const auto rows = tx.query(kReached, sought.person, asked.professional, asked.structure,
                               sought.own_structure, sought.highest_sensitivity);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Reached{.first_name = row.text(0),
                   .last_name = row.text(1),
                   .structure = row.text(2),
                   .email = row.text(3),
                   .phone = row.optional_text(4).value_or(""),
                   .is_same_structure = row.boolean(5),
                   .is_there = row.boolean(6)};
}

}  // namespace gps::contact::store
