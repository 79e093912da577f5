#include "callbacks/passing.hpp"

namespace gps::callbacks {

// (With `+ 0`, the few of the person are read, and not all that one professional was asked.)
constexpr db::Statement kLapseBefore{
    .name = "callbacks.lapse_before",
    .text = R"sql(
        UPDATE callbacks
        SET state = 'expired', changed_at = expires_at
        WHERE person_id = $1 AND asked_id + 0 = $2 AND expires_at <= $3
            AND state IN ('asked', 'answered')
    )sql",
};
constexpr db::Statement kPass{
    .name = "callbacks.pass",
    .text = R"sql(
        UPDATE callbacks
        SET asked_id = $4, state = 'asked', slot = NULL, changed_at = $5
        WHERE person_id = $1 AND asked_structure_id + 0 = $2 AND asked_id + 0 = $3
            AND asker_id <> $4 AND expires_at > $5 AND state IN ('asked', 'answered') AND (
            SELECT count(*) FROM callbacks AS o
            WHERE o.person_id = $1 AND o.asker_id = callbacks.asker_id AND o.asked_id = $4
                AND o.state IN ('asked', 'answered')) = 0
    )sql",
};
constexpr db::Statement kCancelOwn{
    .name = "callbacks.cancel_own",
    .text = R"sql(
        UPDATE callbacks
        SET state = 'cancelled', changed_at = $5
        WHERE person_id = $1 AND asked_structure_id + 0 = $2 AND asked_id = $3 AND asker_id = $4
            AND expires_at > $5 AND state IN ('asked', 'answered')
    )sql",
};

std::int64_t pass_callbacks(db::Transaction& tx, const Passing& passing) {
    const auto& [person, structure, leaver, taker, at] = passing;
    tx.exec(kLapseBefore, person, taker, at);  // it makes room, as for whoever asks again
    tx.exec(kCancelOwn, person, structure, leaver, taker, at);
    return tx.exec(kPass, person, structure, leaver, taker, at);
}

// (Any answer writes a later moment. What the taker was asked at that very one is theirs.)
constexpr db::Statement kTakeBack{
    .name = "callbacks.take_back",
    .text = R"sql(
        UPDATE callbacks
        SET asked_id = $3
        WHERE person_id = $1 AND asked_structure_id + 0 = $2 AND asked_id + 0 = $4
            AND changed_at = $5 AND asked_at < $5 AND state IN ('asked', 'answered') AND (
            SELECT count(*) FROM callbacks AS o
            WHERE o.person_id = $1 AND o.asker_id = callbacks.asker_id AND o.asked_id = $3
                AND o.state IN ('asked', 'answered')) = 0
    )sql",
};

void take_callbacks_back(db::Transaction& tx, const Passing& passing) {
    const auto& [person, structure, leaver, taker, at] = passing;
    tx.exec(kTakeBack, person, structure, leaver, taker, at);
}

}  // namespace gps::callbacks
