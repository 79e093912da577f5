#include "relays/leaving_store.hpp"

namespace gps::relays::store {
namespace {

std::vector<GivenBack> given_back(const db::Rows& rows) {
    std::vector<GivenBack> all;
    for (const auto& row : rows)
        all.push_back(
            {.public_id = base::PublicId::parse(row.view(0)), .person = {row.integer(1)}});
    return all;
}

}  // namespace

constexpr db::Statement kGiveBackOf{
    .name = "relays.give_back_of",
    .text = R"sql(
        UPDATE relays
        SET professional_id = NULL
        WHERE state IN ('sent', 'seen') AND id IN (
            SELECT id
            FROM relays
            WHERE professional_id = $1 AND professional_id IS NOT NULL AND structure_id = $2
                AND state IN ('sent', 'seen')
            ORDER BY id
            LIMIT 100)
        RETURNING public_id, person_id
    )sql",
};

std::vector<GivenBack> give_back_of(db::Transaction& tx, const By& leaver) {
    return given_back(tx.query(kGiveBackOf, leaver.professional, leaver.structure));
}

// (The last thousand who left: those before were seen to by an earlier round.)
constexpr db::Statement kGiveBackLeft{
    .name = "relays.give_back_left",
    .text = R"sql(
        UPDATE relays
        SET professional_id = NULL
        WHERE state IN ('sent', 'seen') AND id IN (
            SELECT r.id
            FROM (
                SELECT professional_id, structure_id
                FROM memberships
                WHERE ended_on >= $1 AND ended_on IS NOT NULL
                ORDER BY ended_on DESC
                LIMIT 1000) AS gone
            CROSS JOIN relays AS r
            WHERE r.professional_id = gone.professional_id AND r.professional_id IS NOT NULL
                AND r.structure_id = gone.structure_id AND r.state IN ('sent', 'seen') AND (
                SELECT count(*) FROM memberships AS m
                WHERE m.professional_id = gone.professional_id
                    AND m.structure_id = gone.structure_id AND m.ended_on IS NULL) = 0
            ORDER BY r.id
            LIMIT 100)
        RETURNING public_id, person_id
    )sql",
};

std::vector<GivenBack> give_back_left(db::Transaction& tx, base::Date since) {
    return given_back(tx.query(kGiveBackLeft, since));
}

}  // namespace gps::relays::store
