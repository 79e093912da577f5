#include "departures/running.hpp"

#include "audit/usecases.hpp"
#include "base/rounds.hpp"
#include "callbacks/passing.hpp"
#include "departures/rules.hpp"
#include "departures/running_store.hpp"
#include "notices/usecases.hpp"
#include "relays/leaving.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::departures {
namespace {

using notices::Event;

constexpr int kPeopleAStep = 20;
constexpr int kStepsARound = 50;

notices::Telling telling(const Keeping& keeping, db::Transaction& tx) {
    return {.tx = tx, .public_url = keeping.public_url, .now = keeping.clock.now()};
}

followup::Handover handover(const store::Running& running, people::PersonId person,
                            people::ProfessionalId taker, people::ProfessionalId by) {
    return {.person = person,
            .giver = running.leaver,
            .taker = {.professional = taker, .structure = running.leaver.structure},
            .taker_is_habilitated = running.is_habilitated,
            .decided_by = by};
}

callbacks::Passing calls(const store::Running& running, const store::Move& move) {
    return {.person = move.person,
            .structure = running.leaver.structure,
            .leaver = running.leaver.professional,
            .taker = move.taker,
            .at = move.at};
}

void leave_entry(const Keeping& keeping, db::Transaction& tx, const store::Running& running,
                 audit::Act act, people::PersonId person, std::string detail = "") {
    const bool is_passing = act == audit::Act::PassPerson;
    audit::record(tx, keeping.keys,
                  {.at = keeping.clock.now(),
                   .actor = is_passing ? running.decided_by : running.undone_by,
                   .acting_for = running.leaver.structure,
                   .act = act,
                   .person = person,
                   .subject = running.public_id.text(),
                   .detail = std::move(detail)});
}

// Each who takes over hears of it once, whoever is taken.
void tell_takers(const Keeping& keeping, db::Transaction& tx, const store::Running& running,
                 Event event) {
    std::vector<notices::Recipient> takers;
    for (const auto& one : store::who_took(tx, running.id))
        takers.push_back({.professional = one, .structure = running.leaver.structure});
    notices::tell(telling(keeping, tx), {.event = event}, takers);
}

void end(const Keeping& keeping, db::Transaction& tx, const store::Running& running, State state) {
    store::finish(tx, running.id, state, keeping.clock.now());
    tell_takers(keeping, tx, running,
                state == State::Done ? Event::PeopleEntrusted : Event::PeopleTakenBack);
}

// ---- Passing ------------------------------------------------------------------------------------

struct Passing {
    people::PersonId person = {};
    store::Taker taker = {};
};

void pass(const Keeping& keeping, db::Transaction& tx, const store::Running& running,
          const Passing& passing) {
    const auto& [person, taker] = passing;
    const auto passed = followup::pass_part(
        tx, keeping.clock, handover(running, person, taker.professional, running.decided_by));
    if (!passed) return;  // the leaver ended it meanwhile
    const store::Move move{.person = person,
                           .taker = taker.professional,
                           .passed = *passed,
                           .at = keeping.clock.now()};
    store::note_passed(tx, running.id, taker.position, move);
    const auto asked = callbacks::pass_callbacks(tx, calls(running, move));
    notices::tell_followers(telling(keeping, tx),
                            {.event = Event::ContributorReplaced,
                             .person = person,
                             .actor = notices::Actor{.professional = taker.professional,
                                                     .structure = running.leaver.structure}},
                            running.leaver.professional);
    leave_entry(keeping, tx, running, audit::Act::PassPerson, person,
                asked == 0 ? "" : fmt::format("callbacks={}", asked));
}

// What waits for the leaver's answer goes back to the structure first, in steps of its own.
void end_passing(const Keeping& keeping, db::Transaction& tx, const store::Running& running) {
    const auto given = relays::give_back_of({.database = keeping.database,
                                             .keys = keeping.keys,
                                             .clock = keeping.clock,
                                             .public_url = keeping.public_url},
                                            tx,
                                            {.professional = running.leaver.professional,
                                             .structure = running.leaver.structure,
                                             .decided_by = running.decided_by});
    if (given == 0) end(keeping, tx, running, State::Done);
}

// In the order of people, in which acts on several lock their groups.
void pass_some(const Keeping& keeping, db::Transaction& tx, const store::Running& running) {
    const auto takers = store::takers(tx, running.id);
    std::vector<people::ProfessionalId> ids;
    ids.reserve(takers.size());
    for (const auto& one : takers) ids.push_back(one.professional);
    const auto people = takers.empty()
                            ? std::vector<store::ToPass>{}
                            : store::to_pass(tx, running.leaver, running.id, ids, kPeopleAStep);
    if (people.empty()) return end_passing(keeping, tx, running);
    auto turn = running.turn;
    std::vector<Passing> passing;
    for (const auto& one : people) {
        if (one.may_be_followed)
            passing.push_back({one.person, takers[taker_of(ids, one.following, turn)]});
        else
            store::note_left(tx, running.id, one.person, keeping.clock.now());
    }
    std::ranges::sort(passing, {}, &Passing::person);
    for (const auto& one : passing) pass(keeping, tx, running, one);
    store::keep_turn(tx, running.id, turn);
}

// ---- Taking back --------------------------------------------------------------------------------

// An act of the taker's own about the person: what they began stays theirs.
bool has_acted(db::Transaction& tx, const store::Move& move) {
    return std::ranges::any_of(store::acts_since(tx, move.person, move.taker, move.at),
                               [](const std::string& code) {
                                   const auto act = audit::act_of(code);
                                   return act && audit::activity(*act) == audit::Activity::Create;
                               });
}

void take_back(const Keeping& keeping, db::Transaction& tx, const store::Running& running,
               const store::Move& move) {
    const bool is_back =
        !has_acted(tx, move) &&
        followup::take_part_back(tx, keeping.clock,
                                 handover(running, move.person, move.taker, running.undone_by),
                                 move.passed, base::paris_date(move.at));
    store::note_back(tx, running.id, move.person, is_back ? Outcome::TakenBack : Outcome::Changed);
    if (!is_back) return;
    callbacks::take_callbacks_back(tx, calls(running, move));
    notices::tell_followers(telling(keeping, tx),
                            {.event = Event::ContributorBack,
                             .person = move.person,
                             .actor = notices::Actor{.professional = running.leaver.professional,
                                                     .structure = running.leaver.structure}},
                            move.taker);
    leave_entry(keeping, tx, running, audit::Act::TakePersonBack, move.person);
}

void take_some_back(const Keeping& keeping, db::Transaction& tx, const store::Running& running) {
    const auto moves = store::to_take_back(tx, running.id, kPeopleAStep);
    if (moves.empty()) return end(keeping, tx, running, State::Undone);
    for (const auto& move : moves) take_back(keeping, tx, running, move);
}

}  // namespace

bool move_some(const Keeping& keeping, db::Transaction& tx) {
    const auto running = store::take(tx);
    if (!running) return false;
    if (running->state == State::Moving)
        pass_some(keeping, tx, *running);
    else
        take_some_back(keeping, tx, *running);
    return true;
}

std::int64_t keep_moving(const Keeping& keeping) {
    const auto is_running =
        keeping.database.read([](db::Transaction& tx) { return store::any_running(tx); });
    if (!is_running) return 0;
    std::int64_t steps = 0;
    while (steps < kStepsARound &&
           keeping.database.write([&](db::Transaction& tx) { return move_some(keeping, tx); }))
        ++steps;
    return steps;
}

std::int64_t forget_old(const Keeping& keeping) {
    return base::rounds([&] {
        return keeping.database.write([&](db::Transaction& tx) {
            return store::forget_moves(tx, keeping.clock.now().minus(kUndoneWithin));
        });
    });
}

}  // namespace gps::departures
