#include "alerts/merging.hpp"

namespace gps::alerts {

// In both lists: once is enough.
constexpr db::Statement kForgetTwice{
    .name = "alerts.forget_twice",
    .text = R"sql(
        DELETE FROM alerts_told
        WHERE professional_id = $1 AND structure_id = $2 AND alert_id IN (
            SELECT alert_id
            FROM alerts_told
            WHERE professional_id = $1 AND structure_id = $3)
    )sql",
};
constexpr db::Statement kMoveLists{
    .name = "alerts.move_lists",
    .text = R"sql(
        UPDATE alerts_told
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};

void move_lists(db::Transaction& tx, const people::Move& move) {
    tx.exec(kForgetTwice, move.professional, move.from, move.to);
    tx.exec(kMoveLists, move.professional, move.from, move.to);
}

}  // namespace gps::alerts
