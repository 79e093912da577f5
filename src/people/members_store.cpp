#include "people/members_store.hpp"

namespace gps::people::store {

constexpr db::Statement kLockMembers{
    .name = "people.lock_members",
    .text = R"sql(
        UPDATE memberships
        SET role = role
        WHERE structure_id = $1 AND ended_on IS NULL AND role = 'administrator'
    )sql",
};

void lock_members(db::Transaction& tx, structures::StructureId structure) {
    tx.exec(kLockMembers, structure);
}

constexpr db::Statement kSetMemberRole{
    .name = "people.set_member_role",
    .text = R"sql(
        UPDATE memberships
        SET role = $3
        WHERE professional_id = $1 AND structure_id = $2 AND ended_on IS NULL
    )sql",
};

bool set_member_role(db::Transaction& tx, ProfessionalId professional,
                     structures::StructureId structure, std::string_view role) {
    return tx.exec(kSetMemberRole, professional, structure, role) == 1;
}

constexpr db::Statement kEndMember{
    .name = "people.end_member",
    .text = R"sql(
        UPDATE memberships
        SET ended_on = CASE WHEN started_on > $3 THEN started_on ELSE $3 END
        WHERE professional_id = $1 AND structure_id = $2 AND ended_on IS NULL
    )sql",
};

bool end_member(db::Transaction& tx, ProfessionalId professional, structures::StructureId structure,
                base::Date today) {
    return tx.exec(kEndMember, professional, structure, today) == 1;
}

}  // namespace gps::people::store
