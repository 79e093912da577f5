#include "requests/deciders_store.hpp"

namespace gps::requests::store {

// What requests/rules.hpp needs to know of each. "+ 0": what is looked for is found by the person.
constexpr db::Statement kContributors{
    .name = "requests.contributors",
    .text = R"sql(
        SELECT c.professional_id, c.structure_id, c.id, c.started_on, c.is_creator, c.granted_until,
            EXISTS (SELECT 1 FROM professionals AS q
             JOIN memberships AS m ON m.professional_id = q.id AND m.structure_id = c.structure_id
                AND m.ended_on IS NULL
             WHERE q.id = c.professional_id AND q.state = 'active' AND s.state = 'open'),
            s.is_habilitated,
            EXISTS (SELECT 1 FROM requests AS r
             WHERE r.person_id = $1 AND r.professional_id + 0 = c.professional_id
                AND r.state = 'pending'),
            c.door = 'request' AND EXISTS (SELECT 1 FROM requests AS r
             WHERE r.person_id = $1 AND r.professional_id + 0 = c.professional_id
                AND r.state = 'accepted' AND r.answered_by = $2),
            c.door = 'colleague',
            EXISTS (SELECT 1 FROM followup_contributions AS o
             WHERE o.person_id = $1 AND o.professional_id = $2 AND o.structure_id = $3
                AND o.door = 'colleague')
        FROM followup_contributions AS c
        JOIN structures AS s ON s.id = c.structure_id
        WHERE c.person_id = $1 AND c.is_past = FALSE
        ORDER BY c.id
    )sql",
};

std::vector<Contributor> contributors(db::Transaction& tx, const About& about) {
    std::vector<Contributor> found;
    for (const auto& row :
         tx.query(kContributors, about.person, about.professional, about.structure)) {
        found.push_back({.professional = {row.integer(0)},
                         .structure = {row.integer(1)},
                         .own = {.id = {row.integer(2)},
                                 .started_on = row.date(3),
                                 .is_creator = row.boolean(4),
                                 .granted_until = row.optional_date(5)},
                         .is_active_member = row.boolean(6),
                         .is_habilitated = row.boolean(7),
                         .asks_too = row.boolean(8),
                         .let_in_by_requester = row.boolean(9),
                         .came_by_colleague = row.boolean(10),
                         .requester_came_by_colleague = row.boolean(11)});
    }
    return found;
}

constexpr db::Statement kAnsweringStructure{
    .name = "requests.answering_structure",
    .text = R"sql(
        SELECT c.structure_id
        FROM followup_contributions AS c
        JOIN structures AS s ON s.id = c.structure_id
        WHERE c.person_id = $1 AND c.structure_id <> $3 AND s.state = 'open'
            AND (s.is_habilitated OR c.is_creator)
            AND EXISTS (
                SELECT 1 FROM memberships AS m
                JOIN professionals AS q ON q.id = m.professional_id AND q.state = 'active'
                WHERE m.structure_id = c.structure_id AND m.role = 'administrator'
                    AND m.ended_on IS NULL AND m.professional_id <> $2)
        ORDER BY CASE WHEN c.referent_kind = 1 THEN 0 ELSE 1 END, c.is_past, c.started_on DESC,
            c.id DESC
        LIMIT 1
    )sql",
};

std::optional<structures::StructureId> answering_structure(db::Transaction& tx,
                                                           const About& about) {
    const auto rows =
        tx.query(kAnsweringStructure, about.person, about.professional, about.structure);
    if (rows.empty()) return std::nullopt;
    return structures::StructureId{rows[0].integer(0)};
}

constexpr db::Statement kAsksToo{
    .name = "requests.asks_too",
    .text = R"sql(
        SELECT 1
        FROM requests
        WHERE person_id = $1 AND professional_id + 0 = $2 AND state = 'pending'
    )sql",
};

bool asks_too(db::Transaction& tx, people::PersonId person, people::ProfessionalId professional) {
    return !tx.query(kAsksToo, person, professional).empty();
}

constexpr db::Statement kSetWaitsFor{
    .name = "requests.set_waits_for",
    .text = R"sql(
        UPDATE requests
        SET waits_for = $2, waits_for_structure = $3
        WHERE id = $1
    )sql",
};

void set_waits_for(db::Transaction& tx, RequestId request, WaitsFor who,
                   std::optional<structures::StructureId> structure) {
    std::optional<std::int64_t> id;
    if (structure) id = structure->value;
    tx.exec(kSetWaitsFor, request, code(who), id);
}

constexpr db::Statement kDeliver{
    .name = "requests.deliver",
    .text = R"sql(
        INSERT INTO requests_inbox (professional_id, structure_id, request_id)
        VALUES ($1, $2, $3)
    )sql",
};

void deliver(db::Transaction& tx, RequestId request, const Contributor& to) {
    tx.exec(kDeliver, to.professional, to.structure, request);
}

constexpr db::Statement kEmptyInboxes{
    .name = "requests.empty_inboxes",
    .text = R"sql(
        DELETE FROM requests_inbox
        WHERE request_id = $1
    )sql",
};

void empty_inboxes(db::Transaction& tx, RequestId request) {
    tx.exec(kEmptyInboxes, request);
}

constexpr db::Statement kDeciders{
    .name = "requests.deciders",
    .text = R"sql(
        SELECT i.professional_id, i.structure_id
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

std::vector<notices::Recipient> deciders(db::Transaction& tx, RequestId request) {
    std::vector<notices::Recipient> found;
    for (const auto& row : tx.query(kDeciders, request))
        found.push_back({.professional = {row.integer(0)}, .structure = {row.integer(1)}});
    return found;
}

}  // namespace gps::requests::store
