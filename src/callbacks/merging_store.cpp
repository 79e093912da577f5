#include "callbacks/merging.hpp"

namespace gps::callbacks {

constexpr db::Statement kMoveSent{
    .name = "callbacks.move_sent",
    .text = R"sql(
        UPDATE callbacks
        SET asker_structure_id = $3
        WHERE asker_id = $1 AND asker_structure_id = $2
    )sql",
};
constexpr db::Statement kMoveReceived{
    .name = "callbacks.move_received",
    .text = R"sql(
        UPDATE callbacks
        SET asked_structure_id = $3
        WHERE asked_id = $1 AND asked_structure_id = $2
    )sql",
};

void move_callbacks(db::Transaction& tx, const people::Move& move) {
    tx.exec(kMoveSent, move.professional, move.from, move.to);
    tx.exec(kMoveReceived, move.professional, move.from, move.to);
}

}  // namespace gps::callbacks
