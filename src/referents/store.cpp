#include "referents/store.hpp"

namespace gps::referents::store {

// Need to know, as on the cards of the file (sharing.cards).
constexpr db::Statement kCandidates{
    .name = "referents.candidates",
    .text = R"sql(
        SELECT c.id, r.public_id, s.public_id, r.first_name || ' ' || r.last_name, s.name,
            s.is_habilitated, c.professional_id = $2 AND c.structure_id = $3
        FROM followup_contributions AS c
        JOIN structures AS s ON s.id = c.structure_id AND s.state = 'open'
        JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
        WHERE c.person_id = $1 AND c.is_past = FALSE
            AND (s.sensitivity <= $4 OR s.id = $3 OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = c.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $3) = $3) > 0)
        ORDER BY r.last_name, r.first_name, c.id
        LIMIT 200
    )sql",
};

std::vector<Candidate> candidates(db::Transaction& tx, people::PersonId person,
                                  const Reader& reader) {
    std::vector<Candidate> found;
    for (const auto& row : tx.query(kCandidates, person, reader.professional, reader.structure,
                                    reader.highest_sensitivity))
        found.push_back({.part = {row.integer(0)},
                         .professional = base::PublicId::parse(row.view(1)),
                         .structure_id = base::PublicId::parse(row.view(2)),
                         .name = row.text(3),
                         .structure = row.text(4),
                         .is_habilitated = row.boolean(5),
                         .is_you = row.boolean(6)});
    return found;
}

constexpr db::Statement kInForce{
    .name = "referents.in_force",
    .text = R"sql(
        SELECT contribution_id, former_id, reason, started_at
        FROM followup_designations
        WHERE person_id = $1 AND ended_at IS NULL
    )sql",
};

std::optional<InForce> in_force(db::Transaction& tx, people::PersonId person) {
    const auto rows = tx.query(kInForce, person);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    InForce found{.part = {row.integer(0)}, .reason = row.text(2), .since = row.instant(3)};
    if (const auto former = row.optional_integer(1))
        found.former = sharing::ContributionId{*former};
    return found;
}

constexpr db::Statement kWhose{
    .name = "referents.whose",
    .text = R"sql(
        SELECT professional_id, structure_id
        FROM followup_contributions
        WHERE id IN ($1, $2)
        ORDER BY id
    )sql",
};

std::vector<notices::Recipient> whose(db::Transaction& tx, sharing::ContributionId one,
                                      const std::optional<sharing::ContributionId>& other) {
    std::vector<notices::Recipient> found;
    for (const auto& row : tx.query(kWhose, one, other.value_or(one)))
        found.push_back({.professional = {row.integer(0)}, .structure = {row.integer(1)}});
    return found;
}

constexpr db::Statement kDecider{
    .name = "referents.decider",
    .text = R"sql(
        SELECT c.professional_id, c.structure_id
        FROM followup_designations AS d
        JOIN followup_contributions AS c ON c.person_id = d.person_id
            AND c.professional_id = d.decided_by AND c.is_past = FALSE
        WHERE d.person_id = $1 AND d.ended_at IS NULL
        ORDER BY c.id
        LIMIT 1
    )sql",
};

std::optional<notices::Recipient> decider(db::Transaction& tx, people::PersonId person) {
    const auto rows = tx.query(kDecider, person);
    if (rows.empty()) return std::nullopt;
    return notices::Recipient{.professional = {rows[0].integer(0)},
                              .structure = {rows[0].integer(1)}};
}

}  // namespace gps::referents::store
