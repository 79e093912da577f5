#include "departures/usecases.hpp"

#include "audit/usecases.hpp"
#include "departures/rules.hpp"
#include "departures/running_store.hpp"
#include "departures/store.hpp"
#include "people/members_store.hpp"
#include "people/names.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::departures {
namespace {

using base::Refusal;

std::optional<Leaver> leaver_of(const access::Visit& visit, const base::PublicId& leaver) {
    return store::leaver(visit.tx, visit.viewer.structure(), leaver,
                         visit.today.plus_days(-kDaysOfLeavers), visit.now);
}

store::Scope scope_of(const access::Visit& visit, const Leaver& leaver) {
    return {.structure = visit.viewer.structure(),
            .leaver = leaver.id,
            .leaves_since = visit.now.minus(kUndoneWithin)};
}

Asked asked_of(const access::Visit& visit, const Leaver& leaver,
               const std::vector<base::PublicId>& ticked) {
    const auto structure = visit.viewer.structure();
    auto each = ticked;
    std::ranges::sort(each, {}, &base::PublicId::text);
    const auto same = std::ranges::unique(each, {}, &base::PublicId::text);
    each.erase(same.begin(), same.end());
    const auto busy = store::busy(visit.tx, structure, leaver.id);
    Asked asked{.ticked = each.size(),
                .people = leaver.people,
                .is_going_on = busy.leaving,
                .is_taking = busy.taking};
    asked.found = store::chosen(visit.tx, scope_of(visit, leaver), each);
    return asked;
}

void leave_trace(const access::Visit& visit, audit::Act act, const base::PublicId& subject,
                 std::string detail) {
    audit::record(visit.tx, visit.house.keys,
                  {.at = visit.now,
                   .actor = visit.viewer.id,
                   .acting_for = visit.viewer.structure(),
                   .act = act,
                   .subject = subject.text(),
                   .detail = std::move(detail),
                   .request_id = visit.request.id});
}

// What the job will do, as far as it is looked at.
void foresee(const access::Visit& visit, Preview& preview) {
    std::vector<people::ProfessionalId> takers;
    takers.reserve(preview.chosen.size());
    for (const auto& one : preview.chosen) takers.push_back(one.colleague.id);
    const followup::Side side{.professional = preview.leaver.id,
                              .structure = visit.viewer.structure()};
    const auto people = store::to_pass(visit.tx, side, {}, takers, kLookedAt);
    int turn = 0;
    for (const auto& one : people) {
        if (!one.may_be_followed) {
            ++preview.staying;
            continue;
        }
        auto& taker = preview.chosen[taker_of(takers, one.following, turn)];
        ++taker.people;
        if (std::ranges::find(one.following, taker.colleague.id) != one.following.end())
            ++taker.already;
    }
    const auto looked = static_cast<int>(people.size());
    preview.is_exact = preview.leaver.people <= kLookedAt;
    if (preview.is_exact || looked == 0) return;
    for (auto& one : preview.chosen)
        one.people = static_cast<int>(std::int64_t{one.people} * preview.leaver.people / looked);
}

}  // namespace

base::Result<Preview> preview(const access::Visit& visit, const base::PublicId& leaver,
                              const std::vector<base::PublicId>& ticked, std::string_view name) {
    const auto found = leaver_of(visit, leaver);
    if (!found) return base::refuse(Refusal::NotFound, "departures.no_member");
    const auto asked = asked_of(visit, *found, ticked);
    Preview preview{.leaver = *found, .may = check(asked)};
    for (const auto& one : asked.found) preview.chosen.push_back({.colleague = one});
    preview.offered =
        store::colleagues(visit.tx, scope_of(visit, *found), people::search_key(name));
    preview.is_more = preview.offered.size() > kColleaguesAPage;
    if (preview.is_more) preview.offered.pop_back();
    std::erase_if(preview.offered, [&](const Colleague& one) {
        return std::ranges::find(asked.found, one.id, &Colleague::id) != asked.found.end();
    });
    if (preview.may) foresee(visit, preview);
    return preview;
}

base::Result<base::PublicId> start(const access::Visit& visit, const base::PublicId& leaver,
                                   const std::vector<base::PublicId>& ticked) {
    people::store::lock_members(visit.tx, visit.viewer.structure());
    const auto found = leaver_of(visit, leaver);
    if (!found) return base::refuse(Refusal::NotFound, "departures.no_member");
    const auto asked = asked_of(visit, *found, ticked);
    if (const auto right = check(asked); !right) return base::pass_on(right);
    const auto id = store::add(visit.tx,
                               {.structure = visit.viewer.structure(),
                                .leaver = found->id,
                                .by = visit.viewer.id,
                                .at = visit.now},
                               asked.found);
    leave_trace(
        visit, audit::Act::StartDeparture, id,
        fmt::format("leaver={},colleagues={}", found->public_id.text(), asked.found.size()));
    return id;
}

base::Result<Seen> departure(const access::Visit& visit, const base::PublicId& id) {
    const auto found = store::find(visit.tx, visit.viewer.structure(), id);
    if (!found) return base::refuse(Refusal::NotFound, "departures.none");
    Seen seen{.departure = *found, .shares = store::shares(visit.tx, found->id)};
    if (const auto leaver = leaver_of(visit, found->leaver)) seen.still_followed = leaver->people;
    return seen;
}

std::vector<Departure> latest(const access::Visit& visit) {
    return store::latest(visit.tx, visit.viewer.structure());
}

base::Result<> undo(const access::Visit& visit, const base::PublicId& id) {
    people::store::lock_members(visit.tx, visit.viewer.structure());
    const auto found = store::find(visit.tx, visit.viewer.structure(), id);
    if (!found) return base::refuse(Refusal::NotFound, "departures.none");
    if (found->state == State::Undoing || found->state == State::Undone)
        return base::refuse(Refusal::Conflict, "departures.undone_already");
    if (found->state == State::Done &&
        store::busy(visit.tx, visit.viewer.structure(), found->leaver_id).leaving)
        return base::refuse(Refusal::Conflict, "departures.going_on");
    if (!store::start_undoing(visit.tx, found->id, visit.viewer.id, visit.now.minus(kUndoneWithin)))
        return base::refuse(Refusal::Conflict, "departures.too_late");
    leave_trace(visit, audit::Act::UndoDeparture, id, "");
    return {};
}

}  // namespace gps::departures
