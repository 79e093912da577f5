#include "referents/usecases.hpp"

#include "followup/referent.hpp"
#include "notices/usecases.hpp"
#include "referents/rules.hpp"
#include "referents/store.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::referents {
namespace {

using base::Refusal;

base::Result<sharing::Standing> in_the_group(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (found && !found->sight.sees_whole_group)
        return base::refuse(Refusal::NotFound, "sharing.no_file");
    return found;
}

std::vector<Candidate> named(const Acting& acting, const sharing::Standing& standing) {
    return store::candidates(acting.tx, standing.person,
                             {.professional = acting.viewer.id,
                              .structure = acting.viewer.structure(),
                              .highest_sensitivity = standing.highest_sensitivity()});
}

void tell(const Acting& acting, const sharing::Standing& standing, notices::Event event,
          const std::vector<notices::Recipient>& whom) {
    notices::tell(notices::telling(acting),
                  {.event = event, .person = standing.person, .actor = notices::actor(acting)},
                  whom);
}

}  // namespace

base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person) {
    const auto standing = in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=referent"); !shown)
        return base::pass_on(shown);
    OnPerson found{.person = standing->initials.last + " " + standing->initials.first,
                   .in_force = store::in_force(acting.tx, standing->person),
                   .may_designate = may_designate(*standing, acting.viewer.is_habilitated())};
    found.may_object_until = may_object_until(*standing, found.in_force, acting.house.clock.now());
    for (auto& one : named(acting, *standing)) {
        if (one.part == standing->referent) found.referent = one;
        if (found.may_designate && may_be_named(one, *standing))
            found.may_be_named.push_back(std::move(one));
    }
    found.is_hidden = standing->referent && !found.referent;
    return found;
}

base::Result<> designate(const Acting& acting, const base::PublicId& person, const Choice& choice,
                         std::string_view reason) {
    const auto standing = in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    if (!may_designate(*standing, acting.viewer.is_habilitated()))
        return base::refuse(Refusal::NotFound, "sharing.no_file");
    auto all = named(acting, *standing);
    std::erase_if(all, [&](const Candidate& one) { return !may_be_named(one, *standing); });
    if (all.empty()) return base::refuse(Refusal::Conflict, "referents.nobody");
    const auto chosen = std::ranges::find_if(all, [&](const Candidate& one) {
        return one.professional == choice.professional && one.structure_id == choice.structure;
    });
    if (chosen == all.end())
        return base::refuse(Refusal::Invalid, "referents.choice_required", "referent");
    if (!is_reason(reason))
        return base::refuse(Refusal::Invalid, "referents.reason_required", "motif");
    const auto done = followup::designate(acting, standing->person, chosen->part, reason);
    if (!done) return base::refuse(Refusal::Conflict, "referents.changed_meanwhile");
    tell(acting, *standing, notices::Event::ReferentChanged,
         store::whose(acting.tx, chosen->part, done->former));
    leave_trace(acting, {.act = audit::Act::DesignateReferent,
                         .person = standing->person,
                         .subject = choice.professional.text(),
                         .detail = fmt::format("reason={}", reason)});
    return {};
}

base::Result<> object(const Acting& acting, const base::PublicId& person, std::string_view reason) {
    const auto standing = in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    const auto in_force = store::in_force(acting.tx, standing->person);
    if (!in_force || !may_object_until(*standing, in_force, acting.house.clock.now()))
        return base::refuse(Refusal::Conflict, "referents.too_late");
    if (!is_objection(reason))
        return base::refuse(Refusal::Invalid, "referents.objection_required", "opposition");
    auto whom = store::whose(acting.tx, in_force->part, in_force->former);
    if (const auto decider = store::decider(acting.tx, standing->person)) whom.push_back(*decider);
    if (!followup::undo_designation(acting, standing->person, in_force->part, reason))
        return base::refuse(Refusal::Conflict, "referents.changed_meanwhile");
    tell(acting, *standing, notices::Event::ReferentObjected, whom);
    leave_trace(acting, {.act = audit::Act::ObjectReferent,
                         .person = standing->person,
                         .detail = fmt::format("reason={}", reason)});
    return {};
}

}  // namespace gps::referents
