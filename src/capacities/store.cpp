#include "capacities/store.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace gps::capacities::store {
namespace {

constexpr std::int64_t kOfStructure = 0;  // what a structure says of itself

Said said_in(const db::Row& row, int at) {
    return {.capacity = capacity_of(row.view(at)), .on = base::paris_date(row.instant(at + 1))};
}

std::int64_t owner(const std::optional<people::ProfessionalId>& professional) {
    return professional ? professional->value : kOfStructure;
}

}  // namespace

constexpr db::Statement kSaid{
    .name = "capacities.said",
    .text = R"sql(
        SELECT capacity, said_at
        FROM capacities
        WHERE structure_id = $1 AND professional_id = $2
    )sql",
};

Said said(db::Transaction& tx, structures::StructureId structure,
          std::optional<people::ProfessionalId> professional) {
    const auto rows = tx.query(kSaid, structure, owner(professional));
    return rows.empty() ? Said{} : said_in(rows[0], 0);
}

constexpr db::Statement kSaidBy{
    .name = "capacities.said_by",
    .text = R"sql(
        SELECT structure_id, capacity, said_at
        FROM capacities
        WHERE professional_id = 0 AND structure_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
            $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    )sql",
};

std::vector<Said> said_by(db::Transaction& tx,
                          std::span<const structures::StructureId> structures) {
    std::array<structures::StructureId, kStructuresAsked> asked{};
    const auto many = std::min(structures.size(), kStructuresAsked);
    std::copy_n(structures.begin(), many, asked.begin());
    const auto rows = std::apply([&](auto... each) { return tx.query(kSaidBy, each...); }, asked);
    std::vector<Said> found(many);
    for (const auto& row : rows) {
        const auto* const one = std::ranges::find(asked, structures::StructureId{row.integer(0)});
        found.at(static_cast<std::size_t>(one - asked.begin())) = said_in(row, 1);
    }
    return found;
}

constexpr db::Statement kSay{
    .name = "capacities.say",
    .text = R"sql(
        INSERT INTO capacities (structure_id, professional_id, capacity, said_by, said_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (structure_id, professional_id)
            DO UPDATE SET capacity = $3, said_by = $4, said_at = $5
    )sql",
};

void say(db::Transaction& tx, const Saying& saying) {
    tx.exec(kSay, saying.structure, owner(saying.of), code(saying.capacity), saying.by, saying.at);
}

constexpr db::Statement kForget{
    .name = "capacities.forget",
    .text = R"sql(
        DELETE FROM capacities
        WHERE structure_id = $1
    )sql",
};

void forget(db::Transaction& tx, structures::StructureId structure) {
    tx.exec(kForget, structure);
}

}  // namespace gps::capacities::store
