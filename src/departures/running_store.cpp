#include "departures/running_store.hpp"

namespace gps::departures::store {

// (`id > 0`: the index of those that go on is searched.)
constexpr db::Statement kAnyRunning{
    .name = "departures.any_running",
    .text = "SELECT 1 FROM departures WHERE state IN ('moving', 'undoing') AND id > 0 LIMIT 1",
};

bool any_running(db::Transaction& tx) {
    return !tx.query(kAnyRunning).empty();
}

// (The state is looked at again: whoever had it before may have ended it.)
constexpr db::Statement kTake{
    .name = "departures.take",
    .text = R"sql(
        UPDATE departures
        SET turn = turn
        WHERE state IN ('moving', 'undoing') AND id = (
            SELECT id
            FROM departures
            WHERE state IN ('moving', 'undoing') AND id > 0
            ORDER BY id
            LIMIT 1)
        RETURNING id, public_id, structure_id, leaver_id, state, turn, decided_by,
            COALESCE(undone_by, 0),
            (SELECT s.is_habilitated FROM structures AS s WHERE s.id = departures.structure_id)
    )sql",
};

std::optional<Running> take(db::Transaction& tx) {
    const auto rows = tx.query(kTake);
    if (rows.empty()) return std::nullopt;
    const auto row = rows[0];
    return Running{.id = {row.integer(0)},
                   .public_id = base::PublicId::parse(row.view(1)),
                   .leaver = {.professional = {row.integer(3)}, .structure = {row.integer(2)}},
                   .is_habilitated = row.boolean(8),
                   .state = state_of(row.view(4)),
                   .turn = static_cast<int>(row.integer(5)),
                   .decided_by = {row.integer(6)},
                   .undone_by = {row.integer(7)}};
}

constexpr db::Statement kTakers{
    .name = "departures.takers",
    .text = R"sql(
        SELECT s.professional_id, s.position
        FROM departures_shares AS s
        JOIN departures AS d ON d.id = s.departure_id
        JOIN professionals AS p ON p.id = s.professional_id AND p.state = 'active'
        JOIN memberships AS m ON m.professional_id = p.id AND m.structure_id = d.structure_id
            AND m.ended_on IS NULL
        WHERE s.departure_id = $1
        ORDER BY s.position
    )sql",
};

std::vector<Taker> takers(db::Transaction& tx, DepartureId id) {
    std::vector<Taker> all;
    for (const auto& row : tx.query(kTakers, id))
        all.push_back(
            {.professional = {row.integer(0)}, .position = static_cast<int>(row.integer(1))});
    return all;
}

constexpr db::Statement kWhoTook{
    .name = "departures.who_took",
    .text = R"sql(
        SELECT professional_id
        FROM departures_shares
        WHERE departure_id = $1 AND passed_count > 0
        ORDER BY position
    )sql",
};

std::vector<people::ProfessionalId> who_took(db::Transaction& tx, DepartureId id) {
    std::vector<people::ProfessionalId> all;
    for (const auto& row : tx.query(kWhoTook, id)) all.push_back({row.integer(0)});
    return all;
}

// (A count, and not EXISTS: each person is looked for, instead of all those that were dealt with.
// With `+ 0`, who else follows is read by the person, and not by each of the takers.)
constexpr db::Statement kToPass{
    .name = "departures.to_pass",
    .text = R"sql(
        SELECT few.person_id, p.state, t.professional_id
        FROM (
            SELECT c.person_id, c.shown_key, c.id
            FROM followup_contributions AS c
            WHERE c.professional_id = $1 AND c.structure_id = $2 AND c.is_past = FALSE
                AND (SELECT count(*) FROM departures_moves AS m
                     WHERE m.departure_id = $3 AND m.person_id = c.person_id) = 0
            ORDER BY c.shown_key, c.id
            LIMIT $4) AS few
        JOIN persons AS p ON p.id = few.person_id
        LEFT JOIN followup_contributions AS t ON t.person_id = few.person_id
            AND t.structure_id + 0 = $2 AND t.is_past = FALSE AND t.professional_id + 0 IN (
                $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24)
        ORDER BY few.shown_key, few.id, t.professional_id
    )sql",
};

std::vector<ToPass> to_pass(db::Transaction& tx, const followup::Side& leaver, DepartureId id,
                            const std::vector<people::ProfessionalId>& takers, int at_most) {
    std::vector<db::Value> values{leaver.professional.value, leaver.structure.value, id.value,
                                  std::int64_t{at_most}};
    for (std::size_t i = 0; i < kMostTakers; ++i)
        values.emplace_back(i < takers.size() ? takers[i].value : std::int64_t{0});
    std::vector<ToPass> all;
    for (const auto& row : tx.query_list(kToPass, values)) {
        const people::PersonId person{row.integer(0)};
        if (all.empty() || all.back().person != person)
            all.push_back({.person = person,
                           .may_be_followed =
                               people::person_state(row.view(1)) == people::PersonState::Active});
        if (const auto taker = row.optional_integer(2)) all.back().following.push_back({*taker});
    }
    return all;
}

constexpr db::Statement kNotePassed{
    .name = "departures.note_passed",
    .text = R"sql(
        INSERT INTO departures_moves (departure_id, person_id, outcome, taker_id, left_part,
            taken_part, was_opened, was_referent, at)
        VALUES ($1, $2, 'passed', $3, $4, $5, $6, $7, $8)
    )sql",
};
constexpr db::Statement kCountPassed{
    .name = "departures.count_passed",
    .text = "UPDATE departures SET passed_count = passed_count + 1 WHERE id = $1",
};
constexpr db::Statement kCountShare{
    .name = "departures.count_share",
    .text = R"sql(
        UPDATE departures_shares
        SET passed_count = passed_count + 1
        WHERE departure_id = $1 AND position = $2
    )sql",
};

void note_passed(db::Transaction& tx, DepartureId id, int position, const Move& move) {
    tx.exec(kNotePassed, id, move.person, move.taker, move.passed.left, move.passed.taken,
            move.passed.was_opened, move.passed.was_referent, move.at);
    tx.exec(kCountPassed, id);
    tx.exec(kCountShare, id, position);
}

constexpr db::Statement kNoteLeft{
    .name = "departures.note_left",
    .text = R"sql(
        INSERT INTO departures_moves (departure_id, person_id, outcome, at)
        VALUES ($1, $2, 'left', $3)
    )sql",
};
constexpr db::Statement kCountLeft{
    .name = "departures.count_left",
    .text = "UPDATE departures SET left_count = left_count + 1 WHERE id = $1",
};

void note_left(db::Transaction& tx, DepartureId id, people::PersonId person, base::Instant at) {
    tx.exec(kNoteLeft, id, person, at);
    tx.exec(kCountLeft, id);
}

constexpr db::Statement kKeepTurn{
    .name = "departures.keep_turn",
    .text = "UPDATE departures SET turn = $2 WHERE id = $1",
};

void keep_turn(db::Transaction& tx, DepartureId id, int turn) {
    tx.exec(kKeepTurn, id, turn);
}

constexpr db::Statement kFinish{
    .name = "departures.finish",
    .text = R"sql(
        UPDATE departures
        SET state = $2, done_at = CASE WHEN $2 = 'done' THEN CAST($3 AS BIGINT) ELSE done_at END,
            undone_at = CASE WHEN $2 = 'undone' THEN CAST($3 AS BIGINT) END
        WHERE id = $1
    )sql",
};

void finish(db::Transaction& tx, DepartureId id, State state, base::Instant now) {
    tx.exec(kFinish, id, code(state), now);
}

constexpr db::Statement kToTakeBack{
    .name = "departures.to_take_back",
    .text = R"sql(
        SELECT person_id, taker_id, left_part, taken_part, was_opened, was_referent, at
        FROM departures_moves
        WHERE departure_id = $1 AND outcome = 'passed'
        ORDER BY person_id
        LIMIT $2
    )sql",
};

std::vector<Move> to_take_back(db::Transaction& tx, DepartureId id, int at_most) {
    std::vector<Move> all;
    for (const auto& row : tx.query(kToTakeBack, id, at_most))
        all.push_back({.person = {row.integer(0)},
                       .taker = {row.integer(1)},
                       .passed = {.left = {row.integer(2)},
                                  .taken = {row.integer(3)},
                                  .was_opened = row.boolean(4),
                                  .was_referent = row.boolean(5)},
                       .at = row.instant(6)});
    return all;
}

constexpr db::Statement kNoteBack{
    .name = "departures.note_back",
    .text = R"sql(
        UPDATE departures_moves SET outcome = $3 WHERE departure_id = $1 AND person_id = $2
    )sql",
};
constexpr db::Statement kCountBack{
    .name = "departures.count_back",
    .text = R"sql(
        UPDATE departures
        SET taken_back_count = taken_back_count + CASE WHEN $2 = 'taken_back' THEN 1 ELSE 0 END,
            changed_count = changed_count + CASE WHEN $2 = 'changed' THEN 1 ELSE 0 END
        WHERE id = $1
    )sql",
};

void note_back(db::Transaction& tx, DepartureId id, people::PersonId person, Outcome outcome) {
    tx.exec(kNoteBack, id, person, code(outcome));
    tx.exec(kCountBack, id, code(outcome));
}

constexpr db::Statement kActsSince{
    .name = "departures.acts_since",
    .text = R"sql(
        SELECT DISTINCT act
        FROM audit_entries
        WHERE person_id = $1 AND at > $3 AND actor_id = $2
    )sql",
};

std::vector<std::string> acts_since(db::Transaction& tx, people::PersonId person,
                                    people::ProfessionalId professional, base::Instant since) {
    std::vector<std::string> acts;
    for (const auto& row : tx.query(kActsSince, person, professional, since))
        acts.push_back(row.text(0));
    return acts;
}

constexpr db::Statement kToForget{
    .name = "departures.to_forget",
    .text = R"sql(
        SELECT id
        FROM departures
        WHERE is_forgotten = FALSE AND state IN ('done', 'undone') AND decided_at <= $1
        ORDER BY decided_at
        LIMIT 1
    )sql",
};
constexpr db::Statement kForgetMoves{
    .name = "departures.forget_moves",
    .text = R"sql(
        DELETE FROM departures_moves
        WHERE departure_id = $1 AND person_id IN (
            SELECT person_id FROM departures_moves WHERE departure_id = $1
            ORDER BY person_id LIMIT 1000)
    )sql",
};
constexpr db::Statement kForgotten{
    .name = "departures.forgotten",
    .text = "UPDATE departures SET is_forgotten = TRUE WHERE id = $1",
};

std::int64_t forget_moves(db::Transaction& tx, base::Instant decided_before) {
    const auto rows = tx.query(kToForget, decided_before);
    if (rows.empty()) return 0;
    const DepartureId id{rows[0].integer(0)};
    const auto gone = tx.exec(kForgetMoves, id);
    if (gone == 0) tx.exec(kForgotten, id);
    return gone + (gone == 0 ? 1 : 0);
}

}  // namespace gps::departures::store
