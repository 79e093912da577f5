#include "requests/merging.hpp"

namespace gps::requests {
namespace {

constexpr db::Statement kDropAnswering{
    .name = "requests.drop_answering",
    .text = R"sql(
        DELETE FROM requests_inbox
        WHERE request_id IN (
            SELECT r.id
            FROM requests AS r
            WHERE r.professional_id = $1 AND r.structure_id = $2 AND r.state = 'cancelled')
    )sql",
};
constexpr db::Statement kCancelTwice{
    .name = "requests.cancel_twice",
    .text = R"sql(
        UPDATE requests
        SET state = 'cancelled', answered_at = $4
        WHERE professional_id = $1 AND structure_id = $2 AND state = 'pending' AND (
            EXISTS (SELECT 1 FROM requests AS o
             WHERE o.person_id = requests.person_id AND o.professional_id = $1
                AND o.structure_id = $3 AND o.state = 'pending')
            OR (kind = 'join' AND EXISTS (SELECT 1 FROM followup_contributions AS c
             WHERE c.person_id = requests.person_id AND c.professional_id = $1
                AND c.structure_id = $3 AND c.is_past = FALSE)))
    )sql",
};
// The same, the other way round: what was moved may be what the other asks.
constexpr db::Statement kCancelHad{
    .name = "requests.cancel_had",
    .text = R"sql(
        UPDATE requests
        SET state = 'cancelled', answered_at = $3
        WHERE professional_id = $1 AND structure_id = $2 AND state = 'pending' AND kind = 'join'
            AND EXISTS (SELECT 1 FROM followup_contributions AS c
             WHERE c.person_id = requests.person_id AND c.professional_id = $1
                AND c.structure_id = $2 AND c.is_past = FALSE)
    )sql",
};
constexpr db::Statement kMoveAsked{
    .name = "requests.move_asked",
    .text = R"sql(
        UPDATE requests
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};
// Their own structure would answer them.
constexpr db::Statement kSendOn{
    .name = "requests.send_on",
    .text = R"sql(
        UPDATE requests
        SET waits_for = 'platform', waits_for_structure = NULL
        WHERE professional_id = $1 AND structure_id = $2 AND waits_for_structure = $2
            AND state = 'pending'
    )sql",
};
constexpr db::Statement kForgetTwice{
    .name = "requests.forget_twice",
    .text = R"sql(
        DELETE FROM requests_inbox
        WHERE professional_id = $1 AND structure_id = $2 AND request_id IN (
            SELECT o.request_id
            FROM requests_inbox AS o
            WHERE o.professional_id = $1 AND o.structure_id = $3)
    )sql",
};
constexpr db::Statement kMoveAnswering{
    .name = "requests.move_answering",
    .text = R"sql(
        UPDATE requests_inbox
        SET structure_id = $3
        WHERE professional_id = $1 AND structure_id = $2
    )sql",
};
constexpr db::Statement kMoveToAnswer{
    .name = "requests.move_to_answer",
    .text = R"sql(
        UPDATE requests
        SET waits_for = CASE WHEN structure_id IN ($1, $2) THEN 'platform' ELSE waits_for END,
            waits_for_structure = CASE WHEN structure_id IN ($1, $2) THEN NULL ELSE $2 END
        WHERE id IN (
            SELECT r.id
            FROM requests AS r
            WHERE r.waits_for_structure = $1 AND r.state = 'pending'
                AND r.waits_for = 'administrators'
            ORDER BY r.asked_at, r.id
            LIMIT $3)
    )sql",
};

}  // namespace

void move_requests(db::Transaction& tx, const people::Move& move, base::Instant now) {
    const auto& [professional, from, to] = move;
    tx.exec(kCancelTwice, professional, from, to, now);
    tx.exec(kCancelHad, professional, to, now);
    tx.exec(kDropAnswering, professional, from);
    tx.exec(kDropAnswering, professional, to);
    tx.exec(kMoveAsked, professional, from, to);
    tx.exec(kSendOn, professional, to);
    tx.exec(kForgetTwice, professional, from, to);
    tx.exec(kMoveAnswering, professional, from, to);
}

std::int64_t move_to_answer(db::Transaction& tx, structures::StructureId from,
                            structures::StructureId to, int limit) {
    return tx.exec(kMoveToAnswer, from, to, limit);
}

}  // namespace gps::requests
