#include "imports/store.hpp"

namespace gps::imports::store {

constexpr db::Statement kStructure{
    .name = "imports.structure",
    .text = R"sql(
        SELECT s.id, s.public_id, s.name, s.sensitivity, s.is_habilitated
        FROM structures AS named
        JOIN structures AS s ON s.id = COALESCE(named.merged_into, named.id)
        WHERE named.source = $1 AND named.source_id = $2 AND s.state = 'open'
    )sql",
};

std::optional<access::ActingFor> structure(db::Transaction& tx, const std::string& source,
                                           const std::string& source_id) {
    const auto rows = tx.query(kStructure, source, source_id);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return access::ActingFor{.id = {row.integer(0)},
                             .public_id = base::PublicId::parse(row.view(1)),
                             .name = row.text(2),
                             .sensitivity = static_cast<int>(row.integer(3)),
                             .is_habilitated = row.boolean(4)};
}

constexpr db::Statement kMemberRole{
    .name = "imports.member_role",
    .text = R"sql(
        SELECT role
        FROM memberships
        WHERE professional_id = $1 AND structure_id = $2 AND ended_on IS NULL
    )sql",
};

std::optional<std::string> member_role(db::Transaction& tx, people::ProfessionalId professional,
                                       structures::StructureId structure) {
    const auto rows = tx.query(kMemberRole, professional, structure);
    if (rows.empty()) return std::nullopt;
    return rows[0].text(0);
}

}  // namespace gps::imports::store
