#include "notices/merging.hpp"

namespace gps::notices {

// Told for both: once is enough.
constexpr db::Statement kForgetTwice{
    .name = "notices.forget_twice",
    .text = R"sql(
        DELETE FROM notices_inbox
        WHERE professional_id = $1 AND structure_id = $2 AND event_id IN (
            SELECT event_id
            FROM notices_inbox
            WHERE professional_id = $1 AND structure_id = $3)
    )sql",
};
constexpr db::Statement kMoveNotices{
    .name = "notices.move_notices",
    .text = R"sql(
        UPDATE notices_inbox
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};

void move_notices(db::Transaction& tx, const people::Move& move) {
    tx.exec(kForgetTwice, move.professional, move.from, move.to);
    tx.exec(kMoveNotices, move.professional, move.from, move.to);
}

}  // namespace gps::notices
