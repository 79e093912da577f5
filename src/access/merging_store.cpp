#include "access/merging.hpp"

namespace gps::access {

constexpr db::Statement kMoveSessions{
    .name = "access.move_sessions",
    .text = R"sql(
        UPDATE access_sessions
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};
// Drafts are those of an hour.
constexpr db::Statement kMoveDrafts{
    .name = "access.move_drafts",
    .text = R"sql(
        UPDATE access_drafts
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};

void move_sessions(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveSessions, move.professional, move.from, move.to);
    tx.exec(kMoveDrafts, move.professional, move.from, move.to);
}

}  // namespace gps::access
