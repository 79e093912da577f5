#include "alerts/usecases.hpp"

#include "alerts/raising.hpp"
#include "alerts/rules.hpp"
#include "alerts/store.hpp"
#include "followup/acts.hpp"
#include "sharing/file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::alerts {
namespace {

using base::Refusal;

std::string spoken(const people::Initials& initials) {
    return initials.last + " " + initials.first;
}

// Nothing is seen of who objected, nor by who sees nothing of the group.
std::vector<store::OfPerson> seen_of(const Acting& acting, const sharing::Standing& standing) {
    if (standing.state != people::PersonState::Active) return {};
    auto all = store::of_person(acting.tx, standing.person);
    std::erase_if(all, [&](const store::OfPerson& one) {
        return !may_see(one.kind, standing.own.is_ongoing());
    });
    return all;
}

}  // namespace

base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person) {
    const auto standing =
        sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=alertes"); !shown)
        return base::pass_on(shown);
    OnPerson found{.person = spoken(standing->initials),
                   .may_say_seen = standing->own.is_ongoing() && !standing->sight.is_frozen};
    for (const auto& one : seen_of(acting, *standing)) {
        auto& list = one.closed_on ? found.closed : found.open;
        list.push_back({.id = one.id,
                        .kind = one.kind,
                        .raised_on = one.raised_on,
                        .closed_on = one.closed_on,
                        .closing = closing_label(one.closing)});
    }
    return found;
}

base::Result<> see(const Acting& acting, const base::PublicId& person) {
    if (const auto seen = followup::see_person(acting, person); !seen) return seen;
    const auto standing =
        sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    store::close(acting.tx, standing->person, Kind::NoContact,
                 {.by = acting.viewer.id, .today = acting.house.clock.today()});
    return {};
}

base::Result<> close(const Acting& acting, const base::PublicId& person,
                     const base::PublicId& alert, std::string_view why) {
    const auto standing =
        sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    const auto all = seen_of(acting, *standing);
    const auto found = std::ranges::find(all, alert, &store::OfPerson::id);
    if (found == all.end()) return base::refuse(Refusal::NotFound, "alerts.none");
    if (!sharing::is_in(closings(), why))
        return base::refuse(Refusal::Invalid, "alerts.closing_required", "motif");
    if (found->closed_on ||
        !store::close(acting.tx, standing->person, found->kind,
                      {.by = acting.viewer.id, .why = why, .today = acting.house.clock.today()}))
        return base::refuse(Refusal::Conflict, "alerts.closed_already");
    leave_trace(acting, {.act = audit::Act::CloseAlert,
                         .person = standing->person,
                         .subject = alert.text(),
                         .detail = fmt::format("kind={},why={}", line_of(found->kind).code, why)});
    return {};
}

Page page(const Acting& acting, const base::PublicId& before) {
    auto all = store::listed(
        acting.tx, {.professional = acting.viewer.id, .structure = acting.viewer.structure()},
        before);
    static_assert(kLinesAPage == 25, "alerts.listed reads one more");
    Page found;
    if (all.size() > kLinesAPage) {
        all.resize(kLinesAPage);
        found.next = all.back().id;
    }
    for (const auto& one : all) {
        if (!one.is_seen) continue;
        found.lines.push_back({.id = one.id,
                               .kind = one.kind,
                               .raised_on = one.raised_on,
                               .person = one.person,
                               .initials = spoken(one.initials)});
    }
    return found;
}

void raise_unanswered(const notices::Telling& telling, base::Date today, people::PersonId person,
                      people::ProfessionalId giver) {
    const auto situation = store::one(telling.tx, person);
    if (situation.is_active) raise(telling, situation, Kind::RelayUnanswered, today, giver);
}

void settle_unanswered(const Acting& acting, people::PersonId person) {
    store::close(acting.tx, person, Kind::RelayUnanswered,
                 {.by = acting.viewer.id, .today = acting.house.clock.today()});
}

}  // namespace gps::alerts
