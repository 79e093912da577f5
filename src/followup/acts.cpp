#include "followup/acts.hpp"

#include "followup/acts_store.hpp"
#include "followup/ending.hpp"
#include "followup/opening.hpp"
#include "followup/shown.hpp"
#include "followup/watch_store.hpp"
#include "notices/usecases.hpp"
#include "sharing/file.hpp"

namespace gps::followup {

using sharing::check_period;
using sharing::check_resumption;
using sharing::Joining;
using sharing::Standing;

namespace {

void after_change(const Acting& acting, people::PersonId person, base::Instant now) {
    store::note_activity(acting.tx, person, now, seen_since(acting.house.clock.today()));
}

// Those who follow the person already, but who lets them in, who knows.
void tell_of(const Acting& acting, const Opening& newcomer) {
    notices::tell_followers(notices::telling(acting),
                            {.event = notices::Event::ContributorJoined,
                             .person = newcomer.person,
                             .actor = notices::Actor{.professional = newcomer.professional,
                                                     .structure = newcomer.structure}},
                            acting.viewer.id);
}

// How the viewer stands, read again once nobody else can change the group.
base::Result<Standing> standing_alone(const Acting& acting, const base::PublicId& person) {
    const auto now = acting.house.clock.now();
    auto found = sharing::standing(acting.tx, acting.viewer, person, now);
    if (!found) return found;
    store::lock_group(acting.tx, found->person, now);
    return sharing::standing(acting.tx, acting.viewer, person, now);
}

base::Result<Standing> ongoing(const Acting& acting, const base::PublicId& person) {
    auto found = standing_alone(acting, person);
    if (!found) return found;
    if (found->sight.is_frozen) return base::refuse(base::Refusal::Conflict, "followup.frozen");
    if (!found->own.is_ongoing())
        return base::refuse(base::Refusal::Conflict, "followup.already_ended");
    return found;
}

audit::Act act_of(Door door) {
    switch (door) {
        case Door::Resume:
            return audit::Act::Resume;
        case Door::Import:
            return audit::Act::ImportContributions;
        case Door::Colleague:
        case Door::ExactIdentity:
        case Door::Nir:
        case Door::Create:
        case Door::Request:
        case Door::Relay:
            return audit::Act::Follow;
    }
    __builtin_unreachable();
}

}  // namespace

void start_following(const Acting& acting, people::PersonId person, const PartTyped& part,
                     Door door, bool is_creator) {
    const Opening whose{.person = person,
                        .professional = acting.viewer.id,
                        .structure = acting.viewer.structure(),
                        .is_habilitated = acting.viewer.is_habilitated(),
                        .is_creator = is_creator,
                        .door = door};
    if (!open_part(acting.tx, acting.house.clock, whose, part)) return;
    // Nobody follows who is new; and files of an office would bring thousands at once.
    if (door != Door::Create && door != Door::Import) tell_of(acting, whose);
    leave_trace(
        acting,
        {.act = act_of(door), .person = person, .detail = "door=" + std::string(code(door))});
}

void let_follow(const Acting& acting, people::PersonId person, people::ProfessionalId professional,
                structures::StructureId structure, const PartTyped& part) {
    const Opening whose{.person = person,
                        .professional = professional,
                        .structure = structure,
                        .door = Door::Request};
    if (open_part(acting.tx, acting.house.clock, whose, part)) tell_of(acting, whose);
}

bool let_see(const Acting& acting, people::PersonId person, people::ProfessionalId professional,
             structures::StructureId structure, std::optional<base::Date> until) {
    store::lock_group(acting.tx, person, acting.house.clock.now());
    const auto own = store::own_part(acting.tx, person, professional, structure);
    if (!own || (until && !own->is_ongoing())) return false;
    store::let_see(acting.tx, own->id, until);
    return true;
}

base::Result<> edit_part(const Acting& acting, const base::PublicId& person,
                         const PartTyped& part) {
    const auto found = ongoing(acting, person);
    if (!found) return base::pass_on(found);
    const auto today = acting.house.clock.today();
    if (const auto right = check_part(part, today); !right) return right;
    const auto own = found->own.id;
    const auto last_end = store::previous_end(acting.tx, own);
    if (last_end) {
        if (const auto right = check_resumption(*last_end, part.started_on, today); !right)
            return right;
    }
    store::edit(acting.tx, own, part.started_on, part.role, part.reasons);
    store::move_period(acting.tx, own, part.started_on);
    after_change(acting, found->person, acting.house.clock.now());
    leave_trace(acting, {.act = audit::Act::EditContribution, .person = found->person});
    return {};
}

base::Result<> end_part(const Acting& acting, const base::PublicId& person,
                        std::optional<base::Date> ended_on) {
    const auto found = ongoing(acting, person);
    if (!found) return base::pass_on(found);
    const auto today = acting.house.clock.today();
    const auto last_day = ended_on.value_or(today);
    if (const auto right = check_period(found->own.started_on, last_day, today); !right)
        return right;
    end_ongoing(acting.tx, {.person = found->person,
                            .part = found->own.id,
                            .whose = {.professional = acting.viewer.id,
                                      .structure = acting.viewer.structure()},
                            .last_day = last_day,
                            .now = acting.house.clock.now(),
                            .today = today});
    leave_trace(acting, {.act = audit::Act::EndContribution, .person = found->person});
    return {};
}

base::Result<> resume_part(const Acting& acting, const base::PublicId& person,
                           const PartTyped& part) {
    const auto today = acting.house.clock.today();
    const auto found = standing_alone(acting, person);
    if (!found) return base::pass_on(found);
    const auto how =
        sharing::joining({.door = Door::Resume,
                          .is_habilitated = acting.viewer.is_habilitated(),
                          .person = found->state,
                          .own = own_state(found->own, found->has_pending_request, today)});
    if (how != Joining::AtOnce) {
        const bool is_long_ended = !found->own.is_ongoing() && !found->sight.sees_whole_group;
        return base::refuse(base::Refusal::Conflict,
                            is_long_ended ? "followup.resume_by_a_door" : "followup.cannot_resume");
    }
    if (const auto right = check_part(part, today); !right) return right;
    const auto right = check_resumption(found->own.last_day(today), part.started_on, today);
    if (!right) return right;
    start_following(acting, found->person, part, Door::Resume, false);
    return {};
}

base::Result<> see_person(const Acting& acting, const base::PublicId& person) {
    const auto found = ongoing(acting, person);
    if (!found) return base::pass_on(found);
    store::note_contact(acting.tx, found->own.id, acting.house.clock.today());
    after_change(acting, found->person, acting.house.clock.now());
    leave_trace(acting, {.act = audit::Act::SeePerson, .person = found->person});
    return {};
}

base::Result<> keep_part(const Acting& acting, const base::PublicId& person) {
    const auto found = ongoing(acting, person);
    if (!found) return base::pass_on(found);
    store::keep(acting.tx, found->own.id, acting.house.clock.today());
    leave_trace(acting, {.act = audit::Act::KeepContribution, .person = found->person});
    return {};
}

int hide_ended(db::Transaction& tx, base::Date today) {
    int hidden = 0;
    const auto ended_before = seen_since(today);
    for (const auto& [id, person] : store::to_hide(tx, ended_before)) {
        store::hide(tx, id, shown(store::person_keys(tx, person), Level::Initials), ended_before);
        ++hidden;
    }
    return hidden;
}

}  // namespace gps::followup
