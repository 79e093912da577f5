#include "doors/store.hpp"

#include "people/names.hpp"

namespace gps::doors::store {
namespace {

std::vector<Colleague> colleagues_in(const db::Rows& rows) {
    std::vector<Colleague> found;
    for (const auto& row : rows) {
        found.push_back({.person = {row.integer(0)},
                         .public_id = base::PublicId::parse(row.view(1)),
                         .initials = {.last = row.text(2), .first = row.text(3)},
                         .name = row.text(4)});
    }
    return found;
}

}  // namespace

// A colleague's part, ongoing and accepted: neither the viewer's own nor a pending request opens
// this door. (With `+ 0`, the viewer's own part is looked up among the person's, who are few, and
// not among the viewer's, who may be twenty thousand. Grouped by the end of the index alone, people
// come in its order, and the engine stops at the last one shown.)
constexpr db::Statement kOfColleagues{
    .name = "doors.of_colleagues",
    .text = R"sql(
        SELECT c.person_id, min(p.public_id), min(p.last_initial), min(p.first_initial),
            min(r.first_name || ' ' || r.last_name)
        FROM followup_contributions AS c
        JOIN persons AS p ON p.id = c.person_id AND p.state = 'active'
        JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
        JOIN memberships AS m ON m.professional_id = r.id AND m.structure_id = c.structure_id
            AND m.ended_on IS NULL
        WHERE c.structure_id = $1 AND c.is_past = FALSE AND c.birth_key = $3
            AND c.professional_id <> $2
            AND NOT EXISTS (
                SELECT 1 FROM followup_contributions AS own
                WHERE own.person_id = c.person_id AND own.professional_id + 0 = $2
                    AND own.structure_id + 0 = $1 AND own.is_past = FALSE)
            AND NOT EXISTS (
                SELECT 1 FROM requests AS asked
                WHERE asked.person_id = c.person_id AND asked.professional_id = $2
                    AND asked.structure_id = $1 AND asked.state = 'pending'
                    AND asked.kind = 'join')
        GROUP BY c.person_id
        ORDER BY c.person_id
        LIMIT $4
    )sql",
};

std::vector<Colleague> of_colleagues(db::Transaction& tx, structures::StructureId structure,
                                     people::ProfessionalId viewer, const std::string& birth_key,
                                     int limit) {
    return colleagues_in(tx.query(kOfColleagues, structure, viewer, birth_key, limit));
}

constexpr db::Statement kOfColleague{
    .name = "doors.of_colleague",
    .text = R"sql(
        SELECT c.person_id, p.public_id, p.last_initial, p.first_initial,
            r.first_name || ' ' || r.last_name
        FROM followup_contributions AS c
        JOIN persons AS p ON p.id = c.person_id AND p.state = 'active'
        JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
        JOIN memberships AS m ON m.professional_id = r.id AND m.structure_id = c.structure_id
            AND m.ended_on IS NULL
        WHERE c.person_id = $3 AND c.structure_id = $1 AND c.is_past = FALSE
            AND c.professional_id <> $2
        ORDER BY r.name_key
        LIMIT 1
    )sql",
};

std::optional<Colleague> of_colleague(db::Transaction& tx, structures::StructureId structure,
                                      people::ProfessionalId viewer, people::PersonId person) {
    const auto found = colleagues_in(tx.query(kOfColleague, structure, viewer, person));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

constexpr db::Statement kIdentified{
    .name = "doors.identified",
    .text = R"sql(
        SELECT id, birth_name, first_name, birth_date
        FROM persons
        WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )sql",
};

std::vector<Identified> identified(db::Transaction& tx, const std::vector<people::PersonId>& ids) {
    std::vector<db::Value> values;
    for (std::size_t i = 0; i < static_cast<std::size_t>(kColleagueRows); ++i)
        values.emplace_back(i < ids.size() ? ids[i].value : std::int64_t{-1});
    std::vector<Identified> found;
    for (const auto& row : tx.query_list(kIdentified, values)) {
        found.push_back({.id = {row.integer(0)},
                         .name = people::shown_full(row.view(1), row.view(2)),
                         .birth_date = row.date(3)});
    }
    return found;
}

// Both texts read the same columns: the first finds the person by the name in an address, the
// second by what an exact identity found.
// Of a person known by their id ($1), else by their public id ($4).
constexpr db::Statement kRelation{
    .name = "doors.relation",
    .text = R"sql(
        SELECT p.id, p.public_id, p.state, c.id, c.started_on, c.ended_on, c.is_creator,
            c.granted_until,
            EXISTS (SELECT 1 FROM requests AS r
             WHERE r.person_id = p.id AND r.professional_id = $2 AND r.structure_id = $3
                AND r.state = 'pending' AND r.kind = 'join'),
            EXISTS (SELECT 1 FROM followup_contributions AS o
             JOIN professionals AS q ON q.id = o.professional_id AND q.state = 'active'
             JOIN memberships AS m ON m.professional_id = q.id AND m.structure_id = o.structure_id
                AND m.ended_on IS NULL
             WHERE o.person_id = p.id AND o.structure_id = $3 AND o.professional_id <> $2
                AND o.is_past = FALSE)
        FROM persons AS p
        LEFT JOIN followup_contributions AS c ON c.person_id = p.id AND c.professional_id = $2
            AND c.structure_id = $3
        WHERE p.id = coalesce($1, (SELECT id FROM persons WHERE public_id = $4))
    )sql",
};

namespace {

Relation relation_in(const db::Row& row) {
    Relation found{.person = {row.integer(0)},
                   .public_id = base::PublicId::parse(row.view(1)),
                   .state = people::person_state(row.view(2)),
                   .has_pending_request = row.boolean(8),
                   .a_colleague_follows = row.boolean(9)};
    if (!row.is_null(3))
        found.own = sharing::OwnPart{.id = {row.integer(3)},
                                     .started_on = row.date(4),
                                     .ended_on = row.optional_date(5),
                                     .is_creator = row.boolean(6),
                                     .granted_until = row.optional_date(7)};
    return found;
}

}  // namespace

std::optional<Relation> relation(db::Transaction& tx, const base::PublicId& person,
                                 people::ProfessionalId viewer, structures::StructureId structure) {
    const auto rows =
        tx.query(kRelation, std::optional<people::PersonId>(), viewer, structure, person);
    if (rows.empty()) return std::nullopt;
    return relation_in(rows[0]);
}

Relation relation(db::Transaction& tx, people::PersonId person, people::ProfessionalId viewer,
                  structures::StructureId structure) {
    return relation_in(tx.query(kRelation, person, viewer, structure, base::PublicId()).at(0));
}

}  // namespace gps::doors::store
