#include "contact/colleagues_store.hpp"

namespace gps::contact::store {

// Need to know, both ways: as on the cards of the file (sharing.cards), and as those of the other.
constexpr db::Statement kColleagues{
    .name = "contact.colleagues",
    .text = R"sql(
        SELECT r.id, s.id, r.public_id, s.public_id, r.first_name || ' ' || r.last_name, s.name
        FROM followup_contributions AS c
        JOIN structures AS s ON s.id = c.structure_id AND s.state = 'open'
        JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
        WHERE c.person_id = $1 AND c.is_past = FALSE AND c.professional_id <> $2
            AND (SELECT count(*) FROM memberships AS m
                WHERE m.professional_id = r.id AND m.structure_id = s.id
                    AND m.ended_on IS NULL) > 0
            AND (s.sensitivity <= $4 OR s.id = $3 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = c.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $3) = $3) > 0)
            AND ($5 = TRUE OR s.id = $3 OR c.id = $6 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = c.person_id AND a.structure_id = $3
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, s.id) = s.id) > 0)
        ORDER BY r.last_name, r.first_name, c.id
        LIMIT 200
    )sql",
};

std::vector<Colleague> colleagues(db::Transaction& tx, const Writing& writing) {
    std::vector<Colleague> found;
    for (const auto& row : tx.query(kColleagues, writing.person, writing.viewer, writing.structure,
                                    writing.highest_sensitivity, writing.is_named_to_all,
                                    writing.referent.value_or(sharing::ContributionId{})))
        found.push_back({.id = {row.integer(0)},
                         .structure_id = {row.integer(1)},
                         .professional = base::PublicId::parse(row.view(2)),
                         .structure_public_id = base::PublicId::parse(row.view(3)),
                         .name = row.text(4),
                         .structure = row.text(5)});
    return found;
}

}  // namespace gps::contact::store
