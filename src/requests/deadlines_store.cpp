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
                           .structure = {row.integer(4)}});
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
        RETURNING id, public_id, person_id, professional_id, structure_id
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
        RETURNING id, public_id, person_id, professional_id, structure_id
    )sql",
};

std::vector<Waiting> let_lapse(db::Transaction& tx, base::Instant asked_before, base::Instant now) {
    return waiting_in(tx.query(kLetLapse, asked_before, now));
}

constexpr db::Statement kDeciders{
    .name = "requests.deciders",
    .text = R"sql(
        SELECT p.email
        FROM requests_inbox AS i
        JOIN requests AS r ON r.id = i.request_id
        JOIN professionals AS p ON p.id = i.professional_id AND p.state = 'active'
        JOIN followup_contributions AS c ON c.person_id = r.person_id
            AND c.professional_id = i.professional_id AND c.structure_id = i.structure_id
        WHERE i.request_id = $1
        ORDER BY CASE WHEN c.referent_kind = 1 THEN 0 ELSE 1 END, c.started_on, c.id
        LIMIT 20
    )sql",
};

std::vector<std::string> deciders(db::Transaction& tx, RequestId request) {
    std::vector<std::string> addresses;
    for (const auto& row : tx.query(kDeciders, request)) addresses.push_back(row.text(0));
    return addresses;
}

constexpr db::Statement kAddressOfProfessional{
    .name = "requests.address_of_professional",
    .text = R"sql(
        SELECT email
        FROM professionals
        WHERE id = $1 AND state = 'active'
    )sql",
};

std::optional<std::string> address_of(db::Transaction& tx, people::ProfessionalId professional) {
    return first_text(tx.query(kAddressOfProfessional, professional));
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
