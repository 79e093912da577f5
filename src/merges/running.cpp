#include "merges/running.hpp"

#include "access/merging.hpp"
#include "agreements/merging.hpp"
#include "alerts/merging.hpp"
#include "audit/usecases.hpp"
#include "callbacks/merging.hpp"
#include "capacities/usecases.hpp"
#include "contact/messages.hpp"
#include "emergency/merging.hpp"
#include "followup/merging.hpp"
#include "grants/merging.hpp"
#include "merges/store.hpp"
#include "notices/merging.hpp"
#include "platform/habilitations.hpp"
#include "relays/merging.hpp"
#include "requests/merging.hpp"
#include "structures/merging.hpp"
#include "teams/merging.hpp"

#include <fmt/format.h>

namespace gps::merges {
namespace {

// What began before the double was closed has ended by then (ADR 0007).
constexpr std::chrono::minutes kSettled{2};
constexpr int kRowsAStep = 200;
constexpr int kStepsARound = 100;

// Everything of one professional, so that they are wholly of one structure or of the other.
void move_professional(const Moving& moving, db::Transaction& tx, const store::Running& merge,
                       people::ProfessionalId professional) {
    const people::Move move{.professional = professional, .from = merge.twin, .to = merge.kept};
    followup::move_contributions(
        tx,
        {.move = move, .is_habilitated = merge.kept_is_habilitated, .today = moving.clock.today()});
    requests::move_requests(tx, move, moving.clock.now());
    relays::move_relays(tx, move, moving.clock.now());
    grants::move_grants(tx, move);
    emergency::move_emergencies(tx, move);
    notices::move_notices(tx, move);
    alerts::move_lists(tx, move);
    callbacks::move_callbacks(tx, move);
    contact::move_messages(tx, move);
    access::move_sessions(tx, move);
    people::store::move_member(tx, move);
    store::note_moved(tx, merge.id, professional);
}

// What belongs to the structure and not to one of its professionals; false when none is left.
bool move_rows(const Moving& moving, db::Transaction& tx, const store::Running& merge) {
    const auto now = moving.clock.now();
    return requests::move_to_answer(tx, merge.twin, merge.kept, kRowsAStep) > 0 ||
           relays::move_to_take(tx, merge.twin, merge.kept, kRowsAStep) > 0 ||
           agreements::move_agreements(
               tx, {.from = merge.twin, .to = merge.kept, .by = merge.confirmed_by, .now = now},
               kRowsAStep) > 0 ||
           teams::move_waiting(tx, {.from = merge.twin, .to = merge.kept}, now, kRowsAStep) > 0;
}

bool move_what_is_left(const Moving& moving, db::Transaction& tx, const store::Running& merge) {
    if (const auto professional = store::anyone_left(tx, merge.twin)) {
        move_professional(moving, tx, merge, *professional);
        return true;
    }
    return move_rows(moving, tx, merge);
}

// Acts that had begun before wrote where they were: those who were moved are looked at again.
bool move_late_comers(const Moving& moving, db::Transaction& tx, const store::Running& merge) {
    const auto professional = store::moved_after(tx, merge.id, merge.place);
    if (!professional) return move_what_is_left(moving, tx, merge);
    move_professional(moving, tx, merge, *professional);
    store::keep_place(tx, merge.id, *professional);
    return true;
}

void close(const Moving& moving, db::Transaction& tx, const store::Running& merge) {
    const auto now = moving.clock.now();
    capacities::forget(tx, merge.twin);
    structures::end_merge(tx, {.first = merge.twin, .second = merge.kept}, now);
    platform::follow_merge(tx, merge.twin, merge.kept, now);
    store::start_closing(tx, merge.id, now.plus(kSettled));
}

void finish(const Moving& moving, db::Transaction& tx, const store::Running& merge) {
    const auto now = moving.clock.now();
    store::finish(tx, merge.id, now);
    audit::record(
        tx, moving.keys,
        {.at = now,
         .act = audit::Act::FinishMerge,
         .subject = merge.twin_id.text(),
         .detail = fmt::format("into={},merge={}", merge.kept_id.text(), merge.public_id.text())});
}

}  // namespace

bool move_some(const Moving& moving, db::Transaction& tx) {
    const auto merge = store::take(tx, moving.clock.now());
    if (!merge) return false;
    if (merge->state == State::Moving) {
        if (!move_what_is_left(moving, tx, *merge)) close(moving, tx, *merge);
    } else if (!move_late_comers(moving, tx, *merge)) {
        finish(moving, tx, *merge);
    }
    return true;
}

std::int64_t keep_moving(const Moving& moving) {
    const auto is_running = moving.database.read(
        [&](db::Transaction& tx) { return store::any_running(tx, moving.clock.now()); });
    if (!is_running) return 0;
    std::int64_t steps = 0;
    while (steps < kStepsARound &&
           moving.database.write([&](db::Transaction& tx) { return move_some(moving, tx); }))
        ++steps;
    return steps;
}

}  // namespace gps::merges
