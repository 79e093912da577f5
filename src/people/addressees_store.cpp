#include "people/addressees_store.hpp"

namespace gps::people::store {
namespace {

std::vector<std::string> addresses_in(const db::Rows& rows) {
    std::vector<std::string> found;
    for (const auto& row : rows) found.push_back(row.text(0));
    return found;
}

}  // namespace

constexpr db::Statement kAdministrators{
    .name = "people.administrators",
    .text = R"sql(
        SELECT p.email
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        WHERE m.structure_id = $1 AND m.role = 'administrator' AND m.ended_on IS NULL
            AND m.professional_id <> $2
        ORDER BY m.id
        LIMIT 20
    )sql",
};

std::vector<std::string> administrators(db::Transaction& tx, structures::StructureId structure,
                                        ProfessionalId but) {
    return addresses_in(tx.query(kAdministrators, structure, but));
}

// The team first (CROSS JOIN keeps that order on SQLite): a planner without figures may begin with
// every professional.
constexpr db::Statement kPlatformTeam{
    .name = "people.platform_team",
    .text = R"sql(
        SELECT p.email
        FROM teams_platform AS t
        CROSS JOIN professionals AS p
        WHERE p.id = t.professional_id AND p.state = 'active' AND t.professional_id <> $1
        ORDER BY t.since, t.professional_id
        LIMIT 20
    )sql",
};

std::vector<std::string> platform_team(db::Transaction& tx, ProfessionalId but) {
    return addresses_in(tx.query(kPlatformTeam, but));
}

}  // namespace gps::people::store
