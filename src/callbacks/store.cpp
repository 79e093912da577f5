#include "callbacks/store.hpp"

namespace gps::callbacks::store {

// Read as expired already: this makes room for another.
constexpr db::Statement kLapse{
    .name = "callbacks.lapse",
    .text = R"sql(
        UPDATE callbacks
        SET state = 'expired', changed_at = expires_at
        WHERE person_id = $1 AND asker_id = $2 AND asked_id = $3 AND expires_at <= $4
            AND state IN ('asked', 'answered')
    )sql",
};
constexpr db::Statement kAdd{
    .name = "callbacks.add",
    .text = R"sql(
        INSERT INTO callbacks (public_id, person_id, asker_id, asker_structure_id, asked_id,
            asked_structure_id, subject, slots, channel, state, asked_at, changed_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $10, $11)
        ON CONFLICT (person_id, asker_id, asked_id) WHERE state IN ('asked', 'answered') DO NOTHING
    )sql",
};

bool add(db::Transaction& tx, const New& callback) {
    const auto& [person, asker, asked, wish, now, expires_at] = callback;
    tx.exec(kLapse, person, asker.professional, asked.professional, now);
    return tx.exec(kAdd, base::PublicId::fresh(), person, asker.professional, asker.structure,
                   asked.professional, asked.structure, wish.subject, wish.slots, wish.channel, now,
                   expires_at) == 1;
}

constexpr db::Statement kKept{
    .name = "callbacks.kept",
    .text = R"sql(
        SELECT k.id, k.person_id, p.public_id, k.asker_id = $2,
            CASE WHEN k.asker_id = $2 THEN k.asked_id ELSE k.asker_id END,
            CASE WHEN k.asker_id = $2 THEN k.asked_structure_id ELSE k.asker_structure_id END,
            k.state, k.slots, k.expires_at
        FROM callbacks AS k
        JOIN persons AS p ON p.id = k.person_id
        WHERE k.public_id = $1 AND (
            (k.asker_id = $2 AND k.asker_structure_id = $3)
            OR (k.asked_id = $2 AND k.asked_structure_id = $3))
    )sql",
};

std::optional<Kept> kept(db::Transaction& tx, const base::PublicId& id, const End& reader) {
    const auto rows = tx.query(kKept, id, reader.professional, reader.structure);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Kept{.id = {row.integer(0)},
                .person_id = {row.integer(1)},
                .person = base::PublicId::parse(row.view(2)),
                .side = row.boolean(3) ? Side::Asker : Side::Asked,
                .other = {.professional = {row.integer(4)}, .structure = {row.integer(5)}},
                .state = state_of(row.view(6)),
                .slots = static_cast<Slots>(row.integer(7)),
                .expires_at = row.instant(8)};
}

constexpr db::Statement kChange{
    .name = "callbacks.change",
    .text = R"sql(
        UPDATE callbacks
        SET state = $3, slot = coalesce($4, slot), changed_at = $5, expires_at = $6
        WHERE id = $1 AND state = $2 AND expires_at > $5
    )sql",
};

bool change(db::Transaction& tx, const Change& change) {
    std::optional<std::string> slot;
    if (change.slot) slot = change.slot->code();
    return tx.exec(kChange, change.id, code(change.from), code(change.to), slot, change.now,
                   change.expires_at) == 1;
}

constexpr db::Statement kPlace{
    .name = "callbacks.place",
    .text = R"sql(
        SELECT k.expires_at, k.id
        FROM callbacks AS k
        WHERE k.public_id = $1 AND (k.asker_id = $2 OR k.asked_id = $2)
    )sql",
};

std::optional<Place> place(db::Transaction& tx, const base::PublicId& id, const End& reader) {
    const auto rows = tx.query(kPlace, id, reader.professional);
    if (rows.empty()) return std::nullopt;
    return Place{.expires_at = rows[0].instant(0), .id = rows[0].integer(1)};
}

// Need to know, as on the cards of the file (sharing.cards): whoever was named to the reader may be
// no more.
constexpr db::Statement kToAnswer{
    .name = "callbacks.to_answer",
    .text = R"sql(
        SELECT k.public_id, k.subject, k.slots, k.channel, k.state, k.slot, k.asked_at,
            k.expires_at, p.public_id, p.state, p.last_initial, p.first_initial, c.started_on,
            c.ended_on, c.is_creator, c.granted_until, r.first_name || ' ' || r.last_name,
            CASE WHEN r.id IS NOT NULL THEN s.name END
        FROM callbacks AS k
        JOIN persons AS p ON p.id = k.person_id
        JOIN followup_groups AS g ON g.person_id = k.person_id
        JOIN followup_contributions AS c ON c.person_id = k.person_id AND c.professional_id = $1
            AND c.structure_id = $2
        JOIN structures AS s ON s.id = k.asker_structure_id
        LEFT JOIN professionals AS r ON r.id = k.asker_id AND (
            s.sensitivity <= 1 OR s.id = $2 OR g.referent_contribution_id = c.id OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = k.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $2) = $2) > 0)
        WHERE k.asked_id = $1 AND k.asked_structure_id = $2 AND k.state IN ('asked', 'answered')
            AND k.expires_at >= $3 AND (k.expires_at > $3 OR k.id > $4)
        ORDER BY k.expires_at, k.id
        LIMIT $5
    )sql",
};
constexpr db::Statement kOver{
    .name = "callbacks.over",
    .text = R"sql(
        SELECT k.public_id, k.subject, k.slots, k.channel, k.state, k.slot, k.asked_at,
            k.expires_at, p.public_id, p.state, p.last_initial, p.first_initial, c.started_on,
            c.ended_on, c.is_creator, c.granted_until, r.first_name || ' ' || r.last_name,
            CASE WHEN r.id IS NOT NULL THEN s.name END
        FROM callbacks AS k
        JOIN persons AS p ON p.id = k.person_id
        JOIN followup_groups AS g ON g.person_id = k.person_id
        JOIN followup_contributions AS c ON c.person_id = k.person_id AND c.professional_id = $1
            AND c.structure_id = $2
        JOIN structures AS s ON s.id = k.asker_structure_id
        LEFT JOIN professionals AS r ON r.id = k.asker_id AND (
            s.sensitivity <= 1 OR s.id = $2 OR g.referent_contribution_id = c.id OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = k.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $2) = $2) > 0)
        WHERE k.asked_id = $1 AND k.asked_structure_id = $2 AND k.id < $3
            AND (k.state NOT IN ('asked', 'answered') OR k.expires_at <= $4)
        ORDER BY k.id DESC
        LIMIT $5
    )sql",
};
constexpr db::Statement kSent{
    .name = "callbacks.sent",
    .text = R"sql(
        SELECT k.public_id, k.subject, k.slots, k.channel, k.state, k.slot, k.asked_at,
            k.expires_at, p.public_id, p.state, p.last_initial, p.first_initial, c.started_on,
            c.ended_on, c.is_creator, c.granted_until, r.first_name || ' ' || r.last_name,
            CASE WHEN r.id IS NOT NULL THEN s.name END
        FROM callbacks AS k
        JOIN persons AS p ON p.id = k.person_id
        JOIN followup_groups AS g ON g.person_id = k.person_id
        JOIN followup_contributions AS c ON c.person_id = k.person_id AND c.professional_id = $1
            AND c.structure_id = $2
        JOIN structures AS s ON s.id = k.asked_structure_id
        LEFT JOIN professionals AS r ON r.id = k.asked_id AND (
            s.sensitivity <= 1 OR s.id = $2 OR g.referent_contribution_id = c.id OR (
                SELECT count(*) FROM agreements AS a
                WHERE a.person_id = k.person_id AND a.structure_id = s.id
                    AND a.revoked_at IS NULL AND coalesce(a.for_structure, $2) = $2) > 0)
        WHERE k.asker_id = $1 AND k.asker_structure_id = $2 AND k.id < $3
        ORDER BY k.id DESC
        LIMIT $4
    )sql",
};

namespace {

Listed listed(const db::Row& row) {
    Listed found{.line = {.id = base::PublicId::parse(row.view(0)),
                          .person = base::PublicId::parse(row.view(8)),
                          .initials = row.text(10) + " " + row.text(11),
                          .wish = {.subject = row.text(1),
                                   .slots = static_cast<Slots>(row.integer(2)),
                                   .channel = row.text(3)},
                          .state = state_of(row.view(4)),
                          .asked_at = row.instant(6),
                          .expires_at = row.instant(7)},
                 .person_state = people::person_state(row.view(9)),
                 .own = {.started_on = row.date(12),
                         .ended_on = row.optional_date(13),
                         .is_creator = row.boolean(14),
                         .granted_until = row.optional_date(15)}};
    if (const auto slot = row.optional_text(5)) found.line.slot = Slot::of(*slot);
    found.line.other = row.optional_text(16).value_or("");
    found.line.other_structure = row.optional_text(17).value_or("");
    return found;
}

std::vector<Listed> all(const db::Rows& rows) {
    std::vector<Listed> found;
    for (const auto& row : rows) found.push_back(listed(row));
    return found;
}

}  // namespace

std::vector<Listed> to_answer(db::Transaction& tx, const End& reader, const Place& after,
                              int limit) {
    return all(tx.query(kToAnswer, reader.professional, reader.structure, after.expires_at,
                        after.id, limit));
}

std::vector<Listed> over(db::Transaction& tx, const End& reader, std::int64_t before,
                         base::Instant now, int limit) {
    return all(tx.query(kOver, reader.professional, reader.structure, before, now, limit));
}

std::vector<Listed> sent(db::Transaction& tx, const End& reader, std::int64_t before, int limit) {
    return all(tx.query(kSent, reader.professional, reader.structure, before, limit));
}

}  // namespace gps::callbacks::store
