#include "alerts/store.hpp"

#include <algorithm>

namespace gps::alerts::store {
namespace {

// The rows of a person follow each other, one a part.
std::vector<Situation> read(const db::Rows& rows) {
    std::vector<Situation> all;
    for (const auto& row : rows) {
        const people::PersonId person{row.integer(0)};
        if (all.empty() || all.back().person != person)
            all.push_back(
                {.person = person,
                 .is_active = people::person_state(row.view(1)) == people::PersonState::Active,
                 .changed_at = row.instant(2),
                 .has_alerts = row.boolean(3)});
        if (row.is_null(4)) continue;
        all.back().parts.push_back({.id = {row.integer(4)},
                                    .professional = {row.integer(5)},
                                    .structure = {row.integer(6)},
                                    .started_on = row.date(7),
                                    .ended_on = row.optional_date(8),
                                    .last_contact_on = row.optional_date(9),
                                    .kept_on = row.optional_date(10),
                                    .warned_on = row.optional_date(11),
                                    .recorded_on = base::paris_date(row.instant(12)),
                                    .is_imported = row.view(13) == code(sharing::Door::Import)});
    }
    return all;
}

}  // namespace

constexpr db::Statement kChanged{
    .name = "alerts.changed",
    .text = R"sql(
        SELECT person_id
        FROM followup_groups
        WHERE look_on IS NULL AND person_id > $1
        ORDER BY person_id
        LIMIT 25
    )sql",
};
constexpr db::Statement kDue{
    .name = "alerts.due",
    .text = R"sql(
        SELECT person_id
        FROM followup_groups
        WHERE look_on <= $1
        ORDER BY look_on
        LIMIT 25
    )sql",
};
constexpr db::Statement kSituation{
    .name = "alerts.situation",
    .text = R"sql(
        SELECT g.person_id, p.state, g.last_activity_at,
            EXISTS (SELECT 1 FROM alerts AS a WHERE a.person_id = g.person_id), c.id,
            c.professional_id, c.structure_id, c.started_on, c.ended_on, c.last_contact_on,
            c.kept_on, c.warned_on, c.created_at, c.door
        FROM followup_groups AS g
        JOIN persons AS p ON p.id = g.person_id
        LEFT JOIN followup_contributions AS c ON c.person_id = g.person_id
        WHERE g.person_id = $1
        ORDER BY c.id
    )sql",
};

namespace {

Situation situation(db::Transaction& tx, people::PersonId person) {
    return read(tx.query(kSituation, person)).at(0);
}

// In the order of people, in which acts on several lock their groups.
std::vector<Situation> situations(db::Transaction& tx, const db::Rows& rows) {
    std::vector<people::PersonId> people;
    people.reserve(rows.size());
    for (const auto& row : rows) people.push_back({row.integer(0)});
    std::ranges::sort(people);
    std::vector<Situation> all;
    all.reserve(people.size());
    for (const auto person : people) all.push_back(situation(tx, person));
    return all;
}

}  // namespace

std::vector<Situation> changed(db::Transaction& tx) {
    return situations(tx, tx.query(kChanged, people::PersonId{}));
}

std::vector<Situation> due(db::Transaction& tx, base::Date today) {
    return situations(tx, tx.query(kDue, today));
}

constexpr db::Statement kPast{
    .name = "alerts.past",
    .text = R"sql(
        SELECT kind, max(raised_on), max(closed_on), count(*) > count(closed_on)
        FROM alerts
        WHERE person_id = $1
        GROUP BY kind
    )sql",
};

Situation one(db::Transaction& tx, people::PersonId person) {
    auto found = situation(tx, person);
    for (const auto& row : tx.query(kPast, person)) {
        auto& past = found.past.at(static_cast<std::size_t>(kind_of(row.view(0))));
        past = {.is_open = row.boolean(3),
                .raised_on = row.optional_date(1),
                .closed_on = row.optional_date(2)};
    }
    return found;
}

constexpr db::Statement kRaise{
    .name = "alerts.raise",
    .text = R"sql(
        INSERT INTO alerts (public_id, person_id, kind, raised_on)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id, kind) WHERE closed_on IS NULL DO NOTHING
        RETURNING id
    )sql",
};

std::optional<AlertId> raise(db::Transaction& tx, people::PersonId person, Kind kind,
                             base::Date today) {
    const auto rows = tx.query(kRaise, base::PublicId::fresh(), person, line_of(kind).code, today);
    if (rows.empty()) return std::nullopt;
    return AlertId{rows[0].integer(0)};
}

constexpr db::Statement kPutInList{
    .name = "alerts.put_in_list",
    .text = R"sql(
        INSERT INTO alerts_told (professional_id, structure_id, alert_id)
        SELECT m.professional_id, m.structure_id, $3
        FROM memberships AS m
        WHERE m.professional_id = $1 AND m.structure_id = $2 AND m.ended_on IS NULL
        ON CONFLICT (professional_id, structure_id, alert_id) DO NOTHING
    )sql",
};

bool put_in_list(db::Transaction& tx, AlertId alert, const notices::Recipient& whose) {
    return tx.exec(kPutInList, whose.professional, whose.structure, alert) == 1;
}

constexpr db::Statement kClose{
    .name = "alerts.close",
    .text = R"sql(
        UPDATE alerts
        SET closed_on = $3, closed_by = $4, closing = $5
        WHERE person_id = $1 AND kind = $2 AND closed_on IS NULL
        RETURNING id
    )sql",
};
constexpr db::Statement kTakeOffLists{
    .name = "alerts.take_off_lists",
    .text = R"sql(
        DELETE FROM alerts_told
        WHERE alert_id = $1
    )sql",
};

bool close(db::Transaction& tx, people::PersonId person, Kind kind, const Closing& closing) {
    const auto rows =
        tx.query(kClose, person, line_of(kind).code, closing.today, closing.by, closing.why);
    if (rows.empty()) return false;
    tx.exec(kTakeOffLists, rows[0].integer(0));
    return true;
}

constexpr db::Statement kOfPerson{
    .name = "alerts.of_person",
    .text = R"sql(
        SELECT public_id, kind, raised_on, closed_on, COALESCE(closing, '')
        FROM alerts
        WHERE person_id = $1
        ORDER BY id DESC
        LIMIT 50
    )sql",
};

std::vector<OfPerson> of_person(db::Transaction& tx, people::PersonId person) {
    std::vector<OfPerson> all;
    for (const auto& row : tx.query(kOfPerson, person))
        all.push_back({.id = base::PublicId::parse(row.view(0)),
                       .kind = kind_of(row.view(1)),
                       .raised_on = row.date(2),
                       .closed_on = row.optional_date(3),
                       .closing = row.text(4)});
    return all;
}

// Of people whom the member still sees: their part is there, and the person is active. (With `+ 0`,
// no index leads through all whom the member follows.)
constexpr db::Statement kListed{
    .name = "alerts.listed",
    .text = R"sql(
        SELECT a.public_id, a.kind, a.raised_on, p.public_id, p.last_initial, p.first_initial,
            p.state = 'active' AND (
                SELECT count(*) FROM followup_contributions AS c
                WHERE c.person_id = a.person_id AND c.professional_id + 0 = $1
                    AND c.structure_id + 0 = $2
                    AND (c.is_past = FALSE OR a.kind = 'nobody')) > 0
        FROM (
            SELECT alert_id
            FROM alerts_told
            WHERE professional_id = $1 AND structure_id = $2 AND alert_id < COALESCE(
                    (SELECT b.id FROM alerts AS b WHERE b.public_id = $3), 9223372036854775807)
            ORDER BY alert_id DESC
            LIMIT 26) AS t
        JOIN alerts AS a ON a.id = t.alert_id
        JOIN persons AS p ON p.id = a.person_id
        ORDER BY t.alert_id DESC
    )sql",
};

std::vector<Listed> listed(db::Transaction& tx, const notices::Recipient& whose,
                           const base::PublicId& before) {
    std::vector<Listed> all;
    for (const auto& row : tx.query(kListed, whose.professional, whose.structure, before))
        all.push_back({.id = base::PublicId::parse(row.view(0)),
                       .kind = kind_of(row.view(1)),
                       .raised_on = row.date(2),
                       .person = base::PublicId::parse(row.view(3)),
                       .initials = {.last = row.text(4), .first = row.text(5)},
                       .is_seen = row.boolean(6)});
    return all;
}

}  // namespace gps::alerts::store
