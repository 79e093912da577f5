#include "agreements/store.hpp"

namespace gps::agreements::store {

constexpr db::Statement kAgreements{
    .name = "agreements.of_person",
    .text = R"sql(
        SELECT a.public_id, f.name, a.how, a.given_on, r.first_name || ' ' || r.last_name,
            a.revoked_at
        FROM agreements AS a
        JOIN professionals AS r ON r.id = a.recorded_by
        LEFT JOIN structures AS f ON f.id = a.for_structure
        WHERE a.person_id = $1 AND a.structure_id = $2
        ORDER BY a.id DESC
        LIMIT 50
    )sql",
};

std::vector<Agreement> agreements(db::Transaction& tx, const Place& place) {
    std::vector<Agreement> found;
    for (const auto& row : tx.query(kAgreements, place.person, place.structure)) {
        found.push_back({.public_id = base::PublicId::parse(row.view(0)),
                         .for_structure = row.optional_text(1).value_or(""),
                         .how = how_of(row.view(2)).value_or(How::Oral),
                         .given_on = row.date(3),
                         .recorded_by = row.text(4),
                         .revoked_at = row.optional_instant(5)});
    }
    return found;
}

constexpr db::Statement kFollows{
    .name = "agreements.follows",
    .text = R"sql(
        SELECT s.id
        FROM structures AS s
        WHERE s.public_id = $2 AND EXISTS (
            SELECT 1 FROM followup_contributions AS c
            WHERE c.person_id = $1 AND c.structure_id = s.id)
    )sql",
};

std::optional<structures::StructureId> follows(db::Transaction& tx, people::PersonId person,
                                               const base::PublicId& structure) {
    const auto rows = tx.query(kFollows, person, structure);
    if (rows.empty()) return std::nullopt;
    return structures::StructureId{rows[0].integer(0)};
}

constexpr db::Statement kAdd{
    .name = "agreements.add",
    .text = R"sql(
        INSERT INTO agreements (public_id, person_id, structure_id, for_structure, how, given_on,
            recorded_by, recorded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (person_id, structure_id, coalesce(for_structure, 0))
            WHERE revoked_at IS NULL DO NOTHING
    )sql",
};

std::optional<base::PublicId> add(db::Transaction& tx, const New& agreement) {
    const auto public_id = base::PublicId::fresh();
    const auto added = tx.exec(kAdd, public_id, agreement.place.person, agreement.place.structure,
                               agreement.for_structure, code(agreement.how), agreement.given_on,
                               agreement.by, agreement.now);
    if (added == 0) return std::nullopt;
    return public_id;
}

constexpr db::Statement kRevoke{
    .name = "agreements.revoke",
    .text = R"sql(
        UPDATE agreements
        SET revoked_by = $4, revoked_at = $5
        WHERE public_id = $1 AND person_id = $2 AND structure_id = $3 AND revoked_at IS NULL
    )sql",
};

bool revoke(db::Transaction& tx, const Place& place, const base::PublicId& agreement,
            people::ProfessionalId by, base::Instant now) {
    return tx.exec(kRevoke, agreement, place.person, place.structure, by, now) == 1;
}

}  // namespace gps::agreements::store
