#include "relays/deadlines_store.hpp"

namespace gps::relays::store {

constexpr db::Statement kRecall{
    .name = "relays.recall",
    .text = R"sql(
        UPDATE relays
        SET reminded_at = $2
        WHERE state IN ('sent', 'seen') AND reminded_at IS NULL AND id IN (
            SELECT id
            FROM relays
            WHERE state IN ('sent', 'seen') AND sent_at < $1 AND reminded_at IS NULL
            ORDER BY sent_at
            LIMIT 100)
        RETURNING public_id
    )sql",
};

std::vector<base::PublicId> recall(db::Transaction& tx, base::Instant sent_before,
                                   base::Instant now) {
    std::vector<base::PublicId> found;
    for (const auto& row : tx.query(kRecall, sent_before, now))
        found.push_back(base::PublicId::parse(row.view(0)));
    return found;
}

constexpr db::Statement kLetLapse{
    .name = "relays.let_lapse",
    .text = R"sql(
        UPDATE relays
        SET state = 'expired', answered_at = $2, link_digest = NULL, outside_email = NULL
        WHERE state IN ('sent', 'seen') AND id IN (
            SELECT id
            FROM relays
            WHERE state IN ('sent', 'seen') AND sent_at < $1
            ORDER BY sent_at
            LIMIT 100)
        RETURNING id, public_id, person_id, giver_id, giver_structure_id
    )sql",
};

std::vector<Relay> let_lapse(db::Transaction& tx, base::Instant sent_before, base::Instant now) {
    std::vector<Relay> found;
    for (const auto& row : tx.query(kLetLapse, sent_before, now)) {
        found.push_back({.id = {row.integer(0)},
                         .public_id = base::PublicId::parse(row.view(1)),
                         .person = {row.integer(2)},
                         .state = State::Expired,
                         .giver = {row.integer(3)},
                         .giver_structure = {row.integer(4)}});
    }
    return found;
}

constexpr db::Statement kHandOverDue{
    .name = "relays.hand_over_due",
    .text = R"sql(
        UPDATE relays
        SET handed_over_at = $2
        WHERE id IN (
            SELECT id
            FROM relays
            WHERE kind = 'handover' AND handed_over_at IS NULL AND state IN ('accepted', 'done')
                AND professional_id IS NOT NULL AND hands_over_on <= $1
            ORDER BY hands_over_on
            LIMIT 100)
        RETURNING id, public_id, person_id, giver_id, giver_structure_id, professional_id,
            structure_id,
            (SELECT s.is_habilitated FROM structures AS s WHERE s.id = relays.structure_id)
    )sql",
};

std::vector<Due> hand_over_due(db::Transaction& tx, base::Date today, base::Instant now) {
    std::vector<Due> found;
    for (const auto& row : tx.query(kHandOverDue, today, now)) {
        found.push_back({.id = {row.integer(0)},
                         .public_id = base::PublicId::parse(row.view(1)),
                         .person = {row.integer(2)},
                         .giver = {row.integer(3)},
                         .giver_structure = {row.integer(4)},
                         .taker = {row.integer(5)},
                         .taker_structure = {row.integer(6)},
                         .taker_is_habilitated = row.boolean(7)});
    }
    return found;
}

}  // namespace gps::relays::store
