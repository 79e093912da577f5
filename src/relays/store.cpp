#include "relays/store.hpp"

namespace gps::relays::store {
namespace {

bool changed(std::int64_t rows) {
    return rows > 0;
}

Relay relay_in(const db::Row& row) {
    Relay relay{.id = {row.integer(0)},
                .public_id = base::PublicId::parse(row.view(1)),
                .person = {row.integer(2)},
                .person_public_id = base::PublicId::parse(row.view(3)),
                .person_state = people::person_state(row.view(4)),
                .initials = {.last = row.text(5), .first = row.text(6)},
                .kind = kind_of(row.view(7)),
                .state = state_of(row.view(8)),
                .giver = {row.integer(9)},
                .giver_structure = {row.integer(10)},
                .giver_name = row.text(11),
                .giver_structure_name = row.text(12),
                .reason = row.text(18),
                .messages = static_cast<Messages>(row.integer(19)),
                .wish = row.text(20),
                .hands_over_on = row.optional_date(21),
                .sent_at = row.instant(22),
                .is_handed_over = row.boolean(24)};
    if (const auto structure = row.optional_integer(13)) {
        relay.structure = structures::StructureId{*structure};
        relay.structure_name = row.text(14);
    }
    if (const auto professional = row.optional_integer(15)) {
        relay.professional = people::ProfessionalId{*professional};
        relay.professional_name = row.text(16);
    }
    relay.is_outside = !relay.structure && !relay.professional;
    relay.outside_email = row.optional_text(17).value_or("");
    relay.answered_at = row.optional_instant(23);
    relay.refusal = row.optional_text(25).value_or("");
    relay.outcome = row.optional_text(26).value_or("");
    return relay;
}

}  // namespace

constexpr db::Statement kAdd{
    .name = "relays.add",
    .text = R"sql(
        INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id,
            structure_id, professional_id, outside_email, link_digest, reason, messages, wish,
            hands_over_on, state, sent_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), nullif($9, ''), $10, $11, $12, $13,
            'sent', $14)
        ON CONFLICT (person_id, giver_id, giver_structure_id)
            WHERE kind = 'handover' AND state IN ('sent', 'seen') DO NOTHING
    )sql",
};

std::optional<base::PublicId> add(db::Transaction& tx, const NewRelay& relay) {
    const auto id = base::PublicId::fresh();
    if (!changed(tx.exec(kAdd, id, relay.person, code(relay.kind), relay.giver,
                         relay.giver_structure, relay.structure, relay.professional,
                         relay.outside_email, relay.link_digest, relay.reason, relay.messages,
                         relay.wish, relay.hands_over_on, relay.sent_at)))
        return std::nullopt;
    return id;
}

// ---- Reading ------------------------------------------------------------------------------------

// One text for every list: each branch reads its own index, and none but the one asked for is read.
constexpr db::Statement kListed{
    .name = "relays.listed",
    .text = R"sql(
        SELECT k.id, k.public_id, k.person_id, p.public_id, p.state, p.last_initial,
            p.first_initial, k.kind, k.state, k.giver_id, k.giver_structure_id,
            g.first_name || ' ' || g.last_name, gs.name, k.structure_id, s.name,
            k.professional_id, t.first_name || ' ' || t.last_name, k.outside_email, k.reason,
            k.messages, k.wish, k.hands_over_on, k.sent_at, k.answered_at,
            k.handed_over_at IS NOT NULL, k.refusal, k.outcome
        FROM (
            SELECT id FROM (
                SELECT r.id FROM relays AS r
                WHERE $1 = 'to_take' AND r.structure_id = $3 AND r.professional_id IS NULL
                    AND r.state IN ('sent', 'seen') AND ($5 = 0 OR r.id < $5)
                ORDER BY r.id DESC LIMIT $6) AS to_take
            UNION ALL
            SELECT id FROM (
                SELECT r.id FROM relays AS r
                WHERE $1 = 'received' AND r.professional_id = $2
                    AND (r.structure_id IS NULL OR r.structure_id = $3)
                    AND ($5 = 0 OR r.id < $5)
                ORDER BY r.id DESC LIMIT $6) AS received
            UNION ALL
            SELECT id FROM (
                SELECT r.id FROM relays AS r
                WHERE $1 = 'given' AND r.giver_id = $2 AND r.giver_structure_id = $3
                    AND ($5 = 0 OR r.id < $5)
                ORDER BY r.id DESC LIMIT $6) AS given
            UNION ALL
            SELECT id FROM (
                SELECT r.id FROM relays AS r
                WHERE $1 = 'person' AND r.person_id = $4 AND r.giver_id = $2
                    AND r.giver_structure_id = $3
                ORDER BY r.id DESC LIMIT $6) AS of_person
            UNION ALL
            SELECT r.id FROM relays AS r WHERE $1 = 'one' AND r.public_id = $7
            UNION ALL
            SELECT r.id FROM relays AS r WHERE $1 = 'link' AND r.link_digest = $7
        ) AS picked
        CROSS JOIN relays AS k
        JOIN persons AS p ON p.id = k.person_id
        JOIN professionals AS g ON g.id = k.giver_id
        JOIN structures AS gs ON gs.id = k.giver_structure_id
        LEFT JOIN structures AS s ON s.id = k.structure_id
        LEFT JOIN professionals AS t ON t.id = k.professional_id
        WHERE k.id = picked.id
            AND (p.state = 'active' OR (p.state = 'opposed' AND k.giver_id = $2))
        ORDER BY k.id DESC
    )sql",
};

constexpr db::Statement kPlace{
    .name = "relays.place",
    .text = R"sql(
        SELECT id
        FROM relays
        WHERE public_id = $1
    )sql",
};

namespace {

struct Picked {
    std::string_view list = {};
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    people::PersonId person = {};
    std::int64_t before = 0;
    int at_most = 1;
    std::string key = {};
};

std::vector<Relay> picked(db::Transaction& tx, const Picked& what) {
    std::vector<Relay> found;
    for (const auto& row : tx.query(kListed, what.list, what.professional, what.structure,
                                    what.person, what.before, what.at_most, what.key))
        found.push_back(relay_in(row));
    return found;
}

std::optional<Relay> the_one(db::Transaction& tx, std::string_view list, std::string key,
                             people::ProfessionalId viewer = {}) {
    auto found = picked(tx, {.list = list, .professional = viewer, .key = std::move(key)});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::string_view code(List list) {
    switch (list) {
        case List::ToTake:
            return "to_take";
        case List::Received:
            return "received";
        case List::Given:
            return "given";
    }
    __builtin_unreachable();
}

// A relay that is no longer there gives the first page.
std::int64_t place_of(db::Transaction& tx, const base::PublicId& id) {
    if (id.empty()) return 0;
    const auto rows = tx.query(kPlace, id);
    return rows.empty() ? 0 : rows[0].integer(0);
}

}  // namespace

std::vector<Relay> listed(db::Transaction& tx, const Asked& asked) {
    return picked(tx, {.list = code(asked.list),
                       .professional = asked.professional,
                       .structure = asked.structure,
                       .before = place_of(tx, asked.before),
                       .at_most = asked.at_most});
}

std::vector<Relay> of_person(db::Transaction& tx, people::PersonId person,
                             people::ProfessionalId giver, structures::StructureId structure) {
    return picked(tx, {.list = "person",
                       .professional = giver,
                       .structure = structure,
                       .person = person,
                       .at_most = 25});
}

std::optional<Relay> one(db::Transaction& tx, const base::PublicId& id,
                         people::ProfessionalId viewer) {
    return the_one(tx, "one", id.text(), viewer);
}

std::optional<Relay> by_link(db::Transaction& tx, std::string_view digest) {
    return the_one(tx, "link", std::string(digest));
}

// ---- Acts ---------------------------------------------------------------------------------------

constexpr db::Statement kSee{
    .name = "relays.see",
    .text = R"sql(
        UPDATE relays
        SET state = 'seen', seen_at = $2
        WHERE id = $1 AND state = 'sent'
    )sql",
};

bool see(db::Transaction& tx, RelayId id, base::Instant now) {
    return changed(tx.exec(kSee, id, now));
}

constexpr db::Statement kTake{
    .name = "relays.take",
    .text = R"sql(
        UPDATE relays
        SET professional_id = $3, state = 'seen', seen_at = coalesce(seen_at, $4)
        WHERE id = $1 AND structure_id = $2 AND professional_id IS NULL
            AND state IN ('sent', 'seen')
    )sql",
};

bool take(db::Transaction& tx, RelayId id, const By& by, base::Instant now) {
    return changed(tx.exec(kTake, id, by.structure, by.professional, now));
}

constexpr db::Statement kGiveBack{
    .name = "relays.give_back",
    .text = R"sql(
        UPDATE relays
        SET professional_id = NULL
        WHERE id = $1 AND professional_id = $2 AND structure_id IS NOT NULL
            AND state IN ('sent', 'seen')
    )sql",
};

bool give_back(db::Transaction& tx, RelayId id, people::ProfessionalId by) {
    return changed(tx.exec(kGiveBack, id, by));
}

constexpr db::Statement kAccept{
    .name = "relays.accept",
    .text = R"sql(
        UPDATE relays
        SET state = 'accepted', structure_id = $3, answered_at = $4
        WHERE id = $1 AND professional_id = $2 AND coalesce(structure_id, $3) = $3
            AND state IN ('sent', 'seen')
    )sql",
};

bool accept(db::Transaction& tx, RelayId id, const By& by, base::Instant now) {
    return changed(tx.exec(kAccept, id, by.professional, by.structure, now));
}

constexpr db::Statement kRefuse{
    .name = "relays.refuse",
    .text = R"sql(
        UPDATE relays
        SET state = 'refused', refusal = $3, answered_at = $4
        WHERE id = $1 AND professional_id = $2 AND state IN ('sent', 'seen')
    )sql",
};

bool refuse(db::Transaction& tx, RelayId id, people::ProfessionalId by, std::string_view refusal,
            base::Instant now) {
    return changed(tx.exec(kRefuse, id, by, refusal, now));
}

constexpr db::Statement kAcceptOutside{
    .name = "relays.accept_outside",
    .text = R"sql(
        UPDATE relays
        SET state = 'accepted', answered_at = $2, link_digest = NULL
        WHERE id = $1 AND link_digest IS NOT NULL AND state IN ('sent', 'seen')
    )sql",
};

bool accept_outside(db::Transaction& tx, RelayId id, base::Instant now) {
    return changed(tx.exec(kAcceptOutside, id, now));
}

constexpr db::Statement kRefuseOutside{
    .name = "relays.refuse_outside",
    .text = R"sql(
        UPDATE relays
        SET state = 'refused', refusal = $2, answered_at = $3, link_digest = NULL,
            outside_email = NULL
        WHERE id = $1 AND link_digest IS NOT NULL AND state IN ('sent', 'seen')
    )sql",
};

bool refuse_outside(db::Transaction& tx, RelayId id, std::string_view refusal, base::Instant now) {
    return changed(tx.exec(kRefuseOutside, id, refusal, now));
}

constexpr db::Statement kCancel{
    .name = "relays.cancel",
    .text = R"sql(
        UPDATE relays
        SET state = 'cancelled', answered_at = $2, link_digest = NULL, outside_email = NULL
        WHERE id = $1 AND state IN ('sent', 'seen')
    )sql",
};

bool cancel(db::Transaction& tx, RelayId id, base::Instant now) {
    return changed(tx.exec(kCancel, id, now));
}

constexpr db::Statement kConclude{
    .name = "relays.conclude",
    .text = R"sql(
        UPDATE relays
        SET state = 'done', outcome = $2, done_at = $3, outside_email = NULL
        WHERE id = $1 AND state = 'accepted'
    )sql",
};

bool conclude(db::Transaction& tx, RelayId id, std::string_view outcome, base::Instant now) {
    return changed(tx.exec(kConclude, id, outcome, now));
}

constexpr db::Statement kNoteHandedOver{
    .name = "relays.note_handed_over",
    .text = R"sql(
        UPDATE relays
        SET handed_over_at = $2
        WHERE id = $1
    )sql",
};

void note_handed_over(db::Transaction& tx, RelayId id, base::Instant now) {
    tx.exec(kNoteHandedOver, id, now);
}

constexpr db::Statement kFirstStructure{
    .name = "relays.first_structure",
    .text = R"sql(
        SELECT m.structure_id
        FROM memberships AS m
        JOIN professionals AS p ON p.id = m.professional_id AND p.state = 'active'
        JOIN structures AS s ON s.id = m.structure_id AND s.state = 'open'
        WHERE m.professional_id = $1 AND m.ended_on IS NULL
        ORDER BY m.started_on, m.id
        LIMIT 1
    )sql",
};

std::optional<structures::StructureId> first_structure(db::Transaction& tx,
                                                       people::ProfessionalId professional) {
    const auto rows = tx.query(kFirstStructure, professional);
    if (rows.empty()) return std::nullopt;
    return structures::StructureId{rows[0].integer(0)};
}

}  // namespace gps::relays::store
