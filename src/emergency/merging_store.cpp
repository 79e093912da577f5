#include "emergency/merging.hpp"

namespace gps::emergency {

constexpr db::Statement kMoveEmergencies{
    .name = "emergency.move_emergencies",
    .text = R"sql(
        UPDATE emergency_accesses
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};

void move_emergencies(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveEmergencies, move.professional, move.from, move.to);
}

}  // namespace gps::emergency
