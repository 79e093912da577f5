#include "people/merging_store.hpp"

namespace gps::people::store {

constexpr db::Statement kWidenMember{
    .name = "people.widen_member",
    .text = R"sql(
        UPDATE memberships
        SET role = CASE WHEN memberships.role = 'administrator' OR
                    other.role = 'administrator'
                THEN 'administrator' ELSE 'member' END,
            started_on = CASE WHEN other.started_on < memberships.started_on
                THEN other.started_on ELSE memberships.started_on END
        FROM (
            SELECT o.role, o.started_on
            FROM memberships AS o
            WHERE o.structure_id = $2 AND o.professional_id = $1 AND o.ended_on IS NULL) AS other
        WHERE memberships.structure_id = $3 AND memberships.professional_id = $1
            AND memberships.ended_on IS NULL
    )sql",
};
constexpr db::Statement kDropMember{
    .name = "people.drop_member",
    .text = R"sql(
        DELETE FROM memberships
        WHERE structure_id = $2 AND professional_id = $1 AND ended_on IS NULL
    )sql",
};
constexpr db::Statement kMoveMember{
    .name = "people.move_member",
    .text = R"sql(
        UPDATE memberships
        SET structure_id = $3
        WHERE structure_id = $2 AND professional_id = $1
    )sql",
};

void move_member(db::Transaction& tx, const Move& move) {
    if (tx.exec(kWidenMember, move.professional, move.from, move.to) == 1)
        tx.exec(kDropMember, move.professional, move.from);
    tx.exec(kMoveMember, move.professional, move.from, move.to);
}

constexpr db::Statement kIsMember{
    .name = "people.is_member",
    .text = R"sql(
        SELECT 1
        FROM memberships
        WHERE professional_id = $1 AND structure_id = $2 AND ended_on IS NULL
    )sql",
};

bool is_member(db::Transaction& tx, ProfessionalId professional,
               structures::StructureId structure) {
    return !tx.query(kIsMember, professional, structure).empty();
}

}  // namespace gps::people::store
