#include "requests/deadlines_store.hpp"

namespace gps::requests::store {
namespace {

std::vector<Waiting> waiting_in(const db::Rows& rows) {
    std::vector<Waiting> waiting;
    for (const auto& row : rows) {
        waiting.push_back({.id = {row.integer(0)},
                           .public_id = base::PublicId::parse(row.view(1)),
                           .person = {row.integer(2)},
                           .professional = {row.integer(3)},
                           .structure = {row.integer(4)},
                           .kind = kind_of(row.view(5))});
    }
    return waiting;
}

std::optional<std::string> first_text(const db::Rows& rows) {
    if (rows.empty() || rows[0].is_null(0)) return std::nullopt;
    return rows[0].text(0);
}

}  // namespace

constexpr db::Statement kRecall{
    .name = "requests.recall",
    .text = R"sql(
        UPDATE requests
        SET reminded_at = $2
        WHERE state = 'pending' AND reminded_at IS NULL AND id IN (
            SELECT id
            FROM requests
            WHERE state = 'pending' AND asked_at < $1 AND reminded_at IS NULL
            ORDER BY asked_at
            LIMIT 100)
        RETURNING id, public_id, person_id, professional_id, structure_id, kind
    )sql",
};

std::vector<Waiting> recall(db::Transaction& tx, base::Instant asked_before, base::Instant now) {
    return waiting_in(tx.query(kRecall, asked_before, now));
}

constexpr db::Statement kLetLapse{
    .name = "requests.let_lapse",
    .text = R"sql(
        UPDATE requests
        SET state = 'refused', refusal = 'SANS_REPONSE', answered_by = NULL, answered_at = $2
        WHERE state = 'pending' AND id IN (
            SELECT id
            FROM requests
            WHERE state = 'pending' AND asked_at < $1
            ORDER BY asked_at
            LIMIT 100)
        RETURNING id, public_id, person_id, professional_id, structure_id, kind
    )sql",
};

std::vector<Waiting> let_lapse(db::Transaction& tx, base::Instant asked_before, base::Instant now) {
    return waiting_in(tx.query(kLetLapse, asked_before, now));
}

constexpr db::Statement kAddressOfPerson{
    .name = "requests.address_of_person",
    .text = R"sql(
        SELECT email
        FROM persons
        WHERE id = $1 AND state = 'active'
    )sql",
};

std::optional<std::string> address_of(db::Transaction& tx, people::PersonId person) {
    return first_text(tx.query(kAddressOfPerson, person));
}

}  // namespace gps::requests::store
