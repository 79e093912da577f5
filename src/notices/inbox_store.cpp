#include "notices/inbox_store.hpp"

#include "people/names.hpp"

namespace gps::notices::store {

// Nothing of whoever acted is read unless their structure may be named to the reader, as on the
// cards of the file (sharing.cards). $4: how sensitive it may be; $3: where the page before ended.
constexpr db::Statement kLines{
    .name = "notices.lines",
    .text = R"sql(
        SELECT e.public_id, e.event, e.at, i.read_at IS NOT NULL, p.id, p.public_id, p.state,
            p.last_initial, p.first_initial, c.id, c.started_on, c.ended_on, c.is_creator,
            c.granted_until,
            (SELECT max(u.until_at) FROM emergency_accesses AS u
             WHERE u.person_id = p.id AND u.professional_id = $1 AND u.structure_id = $2),
            e.actor_id IS NOT NULL, a.first_name || ' ' || a.last_name, s.name
        FROM (
            SELECT event_id, read_at
            FROM notices_inbox
            WHERE professional_id = $1 AND structure_id = $2 AND event_id < coalesce(
                (SELECT id FROM notices_events WHERE public_id = $3), 9223372036854775807)
            ORDER BY event_id DESC
            LIMIT 26) AS i
        JOIN notices_events AS e ON e.id = i.event_id
        LEFT JOIN persons AS p ON p.id = e.person_id
        LEFT JOIN followup_contributions AS c ON c.person_id = e.person_id
            AND c.professional_id = $1 AND c.structure_id = $2
        LEFT JOIN structures AS s ON s.id = e.actor_structure_id
            AND (s.sensitivity <= $4 OR s.id = $2 OR c.referent_kind = 1 OR (
                SELECT count(*) FROM agreements AS g
                WHERE g.person_id = e.person_id AND g.structure_id = s.id
                    AND g.revoked_at IS NULL AND coalesce(g.for_structure, $2) = $2) > 0)
        LEFT JOIN professionals AS a ON a.id = e.actor_id AND s.id IS NOT NULL
        ORDER BY i.event_id DESC
    )sql",
};

namespace {

Person person_in(const db::Row& row) {
    Person person{.id = {row.integer(4)},
                  .public_id = base::PublicId::parse(row.view(5)),
                  .state = people::person_state(row.view(6)),
                  .initials = {.last = row.text(7), .first = row.text(8)},
                  .emergency_until = row.optional_instant(14)};
    if (const auto own = row.optional_integer(9))
        person.own = sharing::OwnPart{.id = {*own},
                                      .started_on = row.date(10),
                                      .ended_on = row.optional_date(11),
                                      .is_creator = row.boolean(12),
                                      .granted_until = row.optional_date(13)};
    return person;
}

}  // namespace

std::vector<Line> lines(db::Transaction& tx, const Reader& reader, const base::PublicId& before,
                        int highest_sensitivity) {
    std::vector<Line> found;
    for (const auto& row :
         tx.query(kLines, reader.professional, reader.structure, before, highest_sensitivity)) {
        auto& line =
            found.emplace_back(Line{.event_id = base::PublicId::parse(row.view(0)),
                                    .event = row.text(1),
                                    .at = row.instant(2),
                                    .is_read = row.boolean(3),
                                    .has_actor = row.boolean(15),
                                    .actor = row.optional_text(16).value_or(""),
                                    .actor_structure = row.optional_text(17).value_or("")});
        if (!row.is_null(4)) line.person = person_in(row);
    }
    return found;
}

constexpr db::Statement kNames{
    .name = "notices.names",
    .text = R"sql(
        SELECT id, birth_name, first_name
        FROM persons
        WHERE id IN (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24, $25)
    )sql",
};

std::vector<std::pair<people::PersonId, std::string>> names(
    db::Transaction& tx, const std::vector<people::PersonId>& people) {
    constexpr std::int64_t kNobody = -1;
    std::vector<db::Value> values;
    for (std::size_t i = 0; i < kLinesAPage; ++i)
        values.emplace_back(i < people.size() ? people[i].value : kNobody);
    std::vector<std::pair<people::PersonId, std::string>> found;
    for (const auto& row : tx.query_list(kNames, values))
        found.emplace_back(people::PersonId{row.integer(0)},
                           people::shown_full(row.view(1), row.view(2)));
    return found;
}

constexpr db::Statement kWaitsElsewhere{
    .name = "notices.waits_elsewhere",
    .text = R"sql(
        SELECT m.structure_id
        FROM memberships AS m
        WHERE m.professional_id = $1 AND m.structure_id <> $2 AND m.ended_on IS NULL
            AND EXISTS (SELECT 1 FROM notices_inbox AS i
             WHERE i.professional_id = $1 AND i.structure_id = m.structure_id
                AND i.read_at IS NULL)
        LIMIT 1
    )sql",
};

bool waits_elsewhere(db::Transaction& tx, const Reader& reader) {
    return !tx.query(kWaitsElsewhere, reader.professional, reader.structure).empty();
}

constexpr db::Statement kFind{
    .name = "notices.find",
    .text = R"sql(
        SELECT i.structure_id, e.event, p.public_id
        FROM notices_events AS e
        JOIN notices_inbox AS i ON i.event_id = e.id AND i.professional_id = $2
        LEFT JOIN persons AS p ON p.id = e.person_id
        WHERE e.public_id = $1
        ORDER BY CASE WHEN i.structure_id = $3 THEN 0 ELSE 1 END
        LIMIT 1
    )sql",
};

std::optional<Opened> find(db::Transaction& tx, const Reader& reader, const base::PublicId& event) {
    const auto rows = tx.query(kFind, event, reader.professional, reader.structure);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    Opened opened{.structure = {row.integer(0)}, .event = row.text(1)};
    if (!row.is_null(2)) opened.person = base::PublicId::parse(row.view(2));
    return opened;
}

constexpr db::Statement kMarkRead{
    .name = "notices.mark_read",
    .text = R"sql(
        UPDATE notices_inbox
        SET read_at = $4
        WHERE event_id = (SELECT id FROM notices_events WHERE public_id = $1)
            AND professional_id = $2 AND structure_id = $3 AND read_at IS NULL
    )sql",
};

bool mark_read(db::Transaction& tx, const Reader& reader, const base::PublicId& event,
               base::Instant now) {
    return tx.exec(kMarkRead, event, reader.professional, reader.structure, now) == 1;
}

constexpr db::Statement kMarkAllRead{
    .name = "notices.mark_all_read",
    .text = R"sql(
        UPDATE notices_inbox
        SET read_at = $3
        WHERE professional_id = $1 AND structure_id = $2 AND read_at IS NULL AND event_id IN (
            SELECT event_id
            FROM notices_inbox
            WHERE professional_id = $1 AND structure_id = $2 AND read_at IS NULL
            ORDER BY event_id DESC
            LIMIT 1000)
    )sql",
};

std::int64_t mark_all_read(db::Transaction& tx, const Reader& reader, base::Instant now) {
    return tx.exec(kMarkAllRead, reader.professional, reader.structure, now);
}

constexpr db::Statement kPreferences{
    .name = "notices.preferences",
    .text = R"sql(
        SELECT kind, frequency
        FROM notices_preferences
        WHERE professional_id = $1
        LIMIT 50
    )sql",
};

std::vector<Chosen> preferences(db::Transaction& tx, people::ProfessionalId whose) {
    std::vector<Chosen> found;
    for (const auto& row : tx.query(kPreferences, whose))
        found.push_back({.kind = row.text(0), .frequency = row.text(1)});
    return found;
}

constexpr db::Statement kPrefer{
    .name = "notices.prefer",
    .text = R"sql(
        INSERT INTO notices_preferences (professional_id, kind, frequency)
        VALUES ($1, $2, $3)
        ON CONFLICT (professional_id, kind) DO UPDATE SET frequency = excluded.frequency
    )sql",
};

void prefer(db::Transaction& tx, people::ProfessionalId whose, std::string_view kind,
            std::string_view frequency) {
    tx.exec(kPrefer, whose, kind, frequency);
}

}  // namespace gps::notices::store
