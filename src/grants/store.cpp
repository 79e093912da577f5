#include "grants/store.hpp"

namespace gps::grants::store {

constexpr db::Statement kAddGrant{
    .name = "grants.add_grant",
    .text = R"sql(
        INSERT INTO grants (public_id, person_id, professional_id, structure_id, request_id,
            granted_by, granted_at, until_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
};

void add_grant(db::Transaction& tx, const NewGrant& grant) {
    tx.exec(kAddGrant, base::PublicId::fresh(), grant.person, grant.holder, grant.structure,
            grant.request, grant.by, grant.at, grant.until);
}

namespace {

constexpr std::string_view kHidden = "Autre intervenant";

Grant grant_of(const db::Row& row) {
    return {.id = base::PublicId::parse(row.view(0)),
            .holder = row.optional_text(1).value_or(std::string(kHidden)),
            .structure = row.optional_text(2).value_or(""),
            .reason = std::string(reason_label(row.is_null(3) ? "" : row.view(3))),
            .granted_by = row.optional_text(4).value_or(std::string(kHidden)),
            .person = row.text(5) + " " + row.text(6),
            .person_id = base::PublicId::parse(row.view(7)),
            .granted_on = base::paris_date(row.instant(8)),
            .until = row.date(9)};
}

std::vector<Grant> grants_in(const db::Rows& rows) {
    std::vector<Grant> grants;
    for (const auto& row : rows) grants.push_back(grant_of(row));
    return grants;
}

}  // namespace

// Who granted it is named to their own structure, and to whom it is not hidden: an administrator or
// someone of the platform has no part in the file, and is not named.
constexpr db::Statement kOnPerson{
    .name = "grants.on_person",
    .text = R"sql(
        SELECT g.public_id,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN q.first_name || ' ' || q.last_name END,
            CASE WHEN s.sensitivity <= $3 OR s.id = $2 THEN s.name END,
            r.reason,
            (SELECT b.first_name || ' ' || b.last_name
             FROM followup_contributions AS c
             JOIN structures AS t ON t.id = c.structure_id
             JOIN professionals AS b ON b.id = c.professional_id
             WHERE c.person_id = g.person_id AND c.professional_id = g.granted_by
                AND (t.sensitivity <= $3 OR t.id = $2)
             ORDER BY c.id
             LIMIT 1),
            p.last_initial, p.first_initial, p.public_id, g.granted_at, g.until_on
        FROM grants AS g
        JOIN requests AS r ON r.id = g.request_id
        JOIN persons AS p ON p.id = g.person_id
        JOIN professionals AS q ON q.id = g.professional_id
        JOIN structures AS s ON s.id = g.structure_id
        WHERE g.person_id = $1 AND g.until_on >= $4 AND g.revoked_at IS NULL
        ORDER BY g.until_on, g.id
        LIMIT 100
    )sql",
};

std::vector<Grant> on_person(db::Transaction& tx, people::PersonId person, const Reader& reader,
                             base::Date today) {
    return grants_in(
        tx.query(kOnPerson, person, reader.structure, reader.highest_sensitivity, today));
}

constexpr db::Statement kOfStructure{
    .name = "grants.of_structure",
    .text = R"sql(
        SELECT g.public_id, q.first_name || ' ' || q.last_name, s.name, r.reason, NULL,
            p.last_initial, p.first_initial, p.public_id, g.granted_at, g.until_on
        FROM grants AS g
        JOIN requests AS r ON r.id = g.request_id
        JOIN persons AS p ON p.id = g.person_id
        JOIN professionals AS q ON q.id = g.professional_id
        JOIN structures AS s ON s.id = g.structure_id
        WHERE g.structure_id = $1 AND g.until_on >= $2 AND g.revoked_at IS NULL
        ORDER BY g.until_on, g.id
        LIMIT 100
    )sql",
};

std::vector<Grant> of_structure(db::Transaction& tx, const Reader& reader, base::Date today) {
    return grants_in(tx.query(kOfStructure, reader.structure, today));
}

// Two who take it back at once: the second finds it taken.
constexpr db::Statement kRevoke{
    .name = "grants.revoke",
    .text = R"sql(
        UPDATE grants
        SET revoked_at = $5, revoked_by = $4, revocation = $3
        WHERE public_id = $1 AND revoked_at IS NULL AND until_on >= $6
            AND (person_id = $2 OR structure_id = $7)
        RETURNING person_id, professional_id, structure_id
    )sql",
};

std::optional<Revoked> revoke(db::Transaction& tx, const Revocation& revocation) {
    const auto rows =
        tx.query(kRevoke, revocation.grant, revocation.person.value_or(people::PersonId{}),
                 revocation.reason, revocation.by, revocation.at, revocation.today,
                 revocation.structure.value_or(structures::StructureId{}));
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Revoked{
        .person = {row.integer(0)}, .holder = {row.integer(1)}, .structure = {row.integer(2)}};
}

}  // namespace gps::grants::store
