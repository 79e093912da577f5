#pragma once

#include "db/database.hpp"
#include "departures/model.hpp"

#include <vector>

// The SQL of moving people from who leaves, and back.
namespace gps::departures::store {

struct Running {
    DepartureId id = {};
    base::PublicId public_id = {};
    followup::Side leaver = {};
    bool is_habilitated = false;  // the structure
    State state = State::Moving;
    int turn = 0;
    people::ProfessionalId decided_by = {};
    people::ProfessionalId undone_by = {};  // {0} when nobody has
};
bool any_running(db::Transaction& tx);
// The oldest that goes on: nobody else touches it until the end of the transaction.
std::optional<Running> take(db::Transaction& tx);

struct Taker {
    people::ProfessionalId professional = {};
    int position = 0;
};
// Those who are still members of the structure.
std::vector<Taker> takers(db::Transaction& tx, DepartureId id);
// Those who were given somebody.
std::vector<people::ProfessionalId> who_took(db::Transaction& tx, DepartureId id);

struct ToPass {
    people::PersonId person = {};
    bool may_be_followed = false;
    std::vector<people::ProfessionalId> following = {};  // of those asked about
};
// Whom a professional follows and that departure has not dealt with, in the order of their list.
std::vector<ToPass> to_pass(db::Transaction& tx, const followup::Side& leaver, DepartureId id,
                            const std::vector<people::ProfessionalId>& takers, int at_most);

struct Move {
    people::PersonId person = {};
    people::ProfessionalId taker = {};
    followup::Passed passed = {};
    base::Instant at = {};
};
void note_passed(db::Transaction& tx, DepartureId id, int position, const Move& move);
void note_left(db::Transaction& tx, DepartureId id, people::PersonId person, base::Instant at);
void keep_turn(db::Transaction& tx, DepartureId id, int turn);
void finish(db::Transaction& tx, DepartureId id, State state, base::Instant now);

std::vector<Move> to_take_back(db::Transaction& tx, DepartureId id, int at_most);
void note_back(db::Transaction& tx, DepartureId id, people::PersonId person, Outcome outcome);
// The codes of what a professional did about a person since then, themselves.
std::vector<std::string> acts_since(db::Transaction& tx, people::PersonId person,
                                    people::ProfessionalId professional, base::Instant since);

// Of departures that can be undone no more; how many rows.
std::int64_t forget_moves(db::Transaction& tx, base::Instant decided_before);

}  // namespace gps::departures::store
