#include "proposals/store.hpp"

namespace gps::proposals::store {
namespace {

Colleague colleague_in(const db::Row& row) {
    return {.id = {row.integer(0)},
            .public_id = base::PublicId::parse(row.view(1)),
            .name = row.text(2),
            .capacity = row.optional_text(3).value_or("")};
}

}  // namespace

constexpr db::Statement kHasMembers{
    .name = "proposals.has_members",
    .text = R"sql(
        SELECT m.id
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        WHERE m.structure_id = $1 AND m.ended_on IS NULL
        LIMIT 1
    )sql",
};

bool has_members(db::Transaction& tx, structures::StructureId structure) {
    return !tx.query(kHasMembers, structure).empty();
}

constexpr db::Statement kColleagues{
    .name = "proposals.colleagues",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name || ' ' || p.first_name, c.capacity
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        LEFT JOIN capacities AS c
            ON c.structure_id = m.structure_id AND c.professional_id = m.professional_id
        WHERE m.structure_id = $1 AND m.ended_on IS NULL AND m.professional_id <> $2
        ORDER BY p.last_name, p.first_name, p.id
        LIMIT 200
    )sql",
};

std::vector<Colleague> colleagues(db::Transaction& tx, const Of& of) {
    std::vector<Colleague> found;
    for (const auto& row : tx.query(kColleagues, of.structure, of.professional))
        found.push_back(colleague_in(row));
    return found;
}

constexpr db::Statement kColleague{
    .name = "proposals.colleague",
    .text = R"sql(
        SELECT p.id, p.public_id, p.last_name || ' ' || p.first_name, c.capacity
        FROM professionals AS p
        JOIN memberships AS m ON m.professional_id = p.id AND m.ended_on IS NULL
            AND m.structure_id = $1
        LEFT JOIN capacities AS c
            ON c.structure_id = m.structure_id AND c.professional_id = m.professional_id
        WHERE p.public_id = $2 AND p.state = 'active' AND p.id <> $3
    )sql",
};

std::optional<Colleague> colleague(db::Transaction& tx, const Of& of,
                                   const base::PublicId& professional) {
    const auto rows = tx.query(kColleague, of.structure, professional, of.professional);
    if (rows.empty()) return std::nullopt;
    return colleague_in(rows[0]);
}

}  // namespace gps::proposals::store
