#include "platform/habilitations.hpp"

#include "audit/usecases.hpp"
#include "base/rounds.hpp"
#include "platform/deciding.hpp"
#include "platform/habilitations_store.hpp"
#include "platform/rules.hpp"
#include "platform/store.hpp"
#include "structures/deciding.hpp"

#include <fmt/format.h>

namespace gps::platform {
namespace {

// What began before a habilitation changed has ended by then (ADR 0007).
constexpr std::chrono::minutes kSettled{2};

// True at once for every page; what lists sort by follows.
void turn(db::Transaction& tx, structures::StructureId structure, bool is_habilitated,
          base::Instant now) {
    structures::set_habilitated(tx, structure, is_habilitated, now);
    store::add_sights(tx, structure, now);
}

std::string days(const Habilitation& given) {
    return fmt::format("basis={},from={},until={}", code(given.basis), given.from_on.iso(),
                       given.until_on ? given.until_on->iso() : "none");
}

void turn_by_day(const Keeping& keeping, db::Transaction& tx, const store::Due& due, Kind kind) {
    const auto now = keeping.clock.now();
    const bool begins = kind == Kind::Begin;
    structures::lock(tx, due.id);
    turn(tx, due.id, begins, now);
    store::add_decision(
        tx, {.structure = due.id, .kind = kind, .habilitation = due.habilitation, .at = now});
    audit::record(tx, keeping.keys,
                  {.at = now,
                   .act = begins ? audit::Act::BeginHabilitation : audit::Act::EndHabilitation,
                   .subject = due.public_id.text(),
                   .detail = days(due.habilitation)});
}

std::int64_t turn_some(const Keeping& keeping, db::Transaction& tx) {
    const auto today = keeping.clock.today();
    const auto over = store::end_due(tx, today);
    for (const auto& due : over) turn_by_day(keeping, tx, due, Kind::End);
    const auto come = store::begin_due(tx, today);
    for (const auto& due : come) turn_by_day(keeping, tx, due, Kind::Begin);
    return static_cast<std::int64_t>(over.size() + come.size());
}

// One step: 1 when there was something to do.
std::int64_t show_some(const Keeping& keeping, db::Transaction& tx) {
    const auto due = store::take_sights(tx, keeping.clock.now());
    if (!due) return 0;
    const auto& structure = due->whose.structure;
    const auto place = followup::show_again(tx, due->whose, due->place, keeping.clock.today());
    if (place)
        store::keep_place(tx, structure, *place);
    else if (due->is_last)
        store::drop_sights(tx, structure);
    else
        store::start_last(tx, structure, due->changed_at.plus(kSettled));
    return 1;
}

template <class Some>
std::int64_t until_none(const Keeping& keeping, Some some) {
    return base::rounds([&] {
        return keeping.database.write([&](db::Transaction& tx) { return some(keeping, tx); });
    });
}

}  // namespace

std::optional<Habilitation> habilitation(const access::Visit& visit,
                                         structures::StructureId structure) {
    return store::habilitation(visit.tx, structure);
}

std::vector<base::Error> mistakes_in(const HabilitationTyped& typed, base::Date today) {
    std::vector<base::Error> mistakes;
    if (!typed.basis)
        mistakes.push_back({base::Refusal::Invalid, "platform.basis_required", "fondement"});
    if (!typed.from_on) {
        mistakes.push_back({base::Refusal::Invalid, "platform.from_required", "debut"});
    } else if (const auto right = check_days(*typed.from_on, typed.until_on, today); !right) {
        mistakes.push_back(right.error());
    }
    if (const auto why = read_why(typed.why); !why) mistakes.push_back(why.error());
    return mistakes;
}

base::Result<> habilitate(const access::Visit& visit, const base::PublicId& structure,
                          const HabilitationTyped& typed) {
    const auto stored = held(visit, structure);
    if (!stored) return base::pass_on(stored);
    if (stored->state != structures::State::Open)
        return base::refuse(base::Refusal::Conflict, "platform.not_open");
    if (!typed.basis || !typed.from_on)
        return base::refuse(base::Refusal::Invalid, "platform.basis_required", "fondement");
    Habilitation given{
        .basis = *typed.basis, .from_on = *typed.from_on, .until_on = typed.until_on};
    given.in_force = holds_on(given, visit.today);
    // Else the one in force would lose its last day until the other begins.
    if (stored->is_habilitated && !given.in_force)
        return base::refuse(base::Refusal::Invalid, "platform.habilitated_now", "debut");
    store::set_habilitation(visit.tx, stored->id, given);
    if (given.in_force && !stored->is_habilitated) turn(visit.tx, stored->id, true, visit.now);
    store::add_decision(visit.tx, {.structure = stored->id,
                                   .kind = Kind::Habilitate,
                                   .habilitation = given,
                                   .why = read_why(typed.why).value(),
                                   .by = visit.viewer.id,
                                   .at = visit.now});
    leave_trace(visit, audit::Act::Habilitate, structure, days(given));
    return {};
}

base::Result<> withdraw(const access::Visit& visit, const base::PublicId& structure,
                        std::string_view why) {
    const auto stored = held(visit, structure);
    if (!stored) return base::pass_on(stored);
    auto reason = read_why(why);
    if (!reason) return base::pass_on(reason);
    const bool was_given = store::drop_habilitation(visit.tx, stored->id);
    if (!was_given && !stored->is_habilitated)
        return base::refuse(base::Refusal::Conflict, "platform.not_habilitated");
    if (stored->is_habilitated) turn(visit.tx, stored->id, false, visit.now);
    store::add_decision(visit.tx, {.structure = stored->id,
                                   .kind = Kind::Withdraw,
                                   .why = *std::move(reason),
                                   .by = visit.viewer.id,
                                   .at = visit.now});
    leave_trace(visit, audit::Act::WithdrawHabilitation, structure);
    return {};
}

void follow_merge(db::Transaction& tx, structures::StructureId gone, structures::StructureId into,
                  base::Instant now) {
    store::drop_habilitation(tx, gone);
    store::drop_sights(tx, gone);
    store::add_sights(tx, into, now);
}

std::int64_t keep_habilitations(const Keeping& keeping) {
    return until_none(keeping, turn_some) + until_none(keeping, show_some);
}

}  // namespace gps::platform
