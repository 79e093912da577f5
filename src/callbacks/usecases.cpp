#include "callbacks/usecases.hpp"

#include "callbacks/store.hpp"
#include "notices/usecases.hpp"
#include "sharing/rules.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include <fmt/format.h>

namespace gps::callbacks {
namespace {

using base::Refusal;

// What the other end is told of a deed; nothing of what only ends their own wait.
std::optional<notices::Event> event_of(Side by, Deed deed) {
    switch (deed) {
        case Deed::Answer:
            return notices::Event::CallbackAnswered;
        case Deed::Miss:
            return notices::Event::CallbackMissed;
        case Deed::Cancel:
            return notices::Event::CallbackCancelled;
        case Deed::Finish:
            if (by == Side::Asked) return notices::Event::CallbackDone;
            return std::nullopt;
    }
    __builtin_unreachable();
}

void tell(const Acting& acting, std::optional<notices::Event> event, people::PersonId person,
          const store::End& whom) {
    if (!event) return;
    const notices::Recipient recipient{.professional = whom.professional,
                                       .structure = whom.structure};
    notices::tell(notices::telling(acting),
                  {.event = *event, .person = person, .actor = notices::actor(acting)},
                  std::span(&recipient, 1));
}

store::End reader_of(const Acting& acting) {
    return {.professional = acting.viewer.id, .structure = acting.viewer.structure()};
}

std::string_view act_code(Deed deed) {
    switch (deed) {
        case Deed::Answer:
            return "slot";
        case Deed::Finish:
            return "done";
        case Deed::Miss:
            return "unreachable";
        case Deed::Cancel:
            return "cancelled";
    }
    __builtin_unreachable();
}

// Of who sees nothing of the person any more, nothing is shown.
bool is_seen(const Acting& acting, const store::Listed& one) {
    return sharing::sight({.is_active_member = true,
                           .is_habilitated = acting.viewer.is_habilitated(),
                           .person = one.person_state,
                           .own = one.own},
                          base::paris_date(acting.house.clock.now()))
               .level != sharing::Level::Nothing;
}

std::vector<store::Listed> read_list(const Acting& acting, List list,
                                     const std::optional<store::Place>& after) {
    constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
    const auto now = acting.house.clock.now();
    const auto reader = reader_of(acting);
    const auto before = after ? after->id : kLast;
    constexpr int kLimit = kLinesAPage + 1;
    switch (list) {
        case List::ToAnswer:
            return store::to_answer(acting.tx, reader,
                                    after && after->expires_at > now
                                        ? *after
                                        : store::Place{.expires_at = now, .id = kLast},
                                    kLimit);
        case List::Over:
            return store::over(acting.tx, reader, before, now, kLimit);
        case List::Sent:
            return store::sent(acting.tx, reader, before, kLimit);
    }
    __builtin_unreachable();
}

}  // namespace

base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person) {
    const auto standing = contact::in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=rappel"); !shown)
        return base::pass_on(shown);
    return OnPerson{.person = standing->initials.last + " " + standing->initials.first,
                    .colleagues = contact::colleagues(acting, *standing)};
}

base::Result<> ask(const Acting& acting, const base::PublicId& person, std::string_view choice,
                   const Wish& wish) {
    const auto standing = contact::in_the_group(acting, person);
    if (!standing) return base::pass_on(standing);
    const auto all = contact::colleagues(acting, *standing);
    if (all.empty()) return base::refuse(Refusal::Conflict, "callbacks.nobody");
    const auto chosen = std::ranges::find_if(
        all, [&](const contact::Colleague& one) { return one.choice() == choice; });
    if (chosen == all.end())
        return base::refuse(Refusal::Invalid, "callbacks.colleague_required", "collegue");
    if (const auto checked = check(wish); !checked) return checked;
    const auto now = acting.house.clock.now();
    if (!store::add(acting.tx,
                    {.person = standing->person,
                     .asker = reader_of(acting),
                     .asked = {.professional = chosen->id, .structure = chosen->structure_id},
                     .wish = wish,
                     .now = now,
                     .expires_at = end_of_life(now)}))
        return base::refuse(Refusal::Invalid, "callbacks.already_asked", "collegue");
    tell(acting, notices::Event::CallbackAsked, standing->person,
         {.professional = chosen->id, .structure = chosen->structure_id});
    leave_trace(acting, {.act = audit::Act::AskCallback,
                         .person = standing->person,
                         .subject = chosen->professional.text(),
                         .detail = fmt::format("subject={}", wish.subject)});
    return {};
}

base::Result<> act(const Acting& acting, const base::PublicId& id, Deed deed,
                   std::string_view slot) {
    const auto unknown = base::refuse(Refusal::NotFound, "callbacks.none");
    const auto kept = store::kept(acting.tx, id, reader_of(acting));
    const auto now = acting.house.clock.now();
    if (!kept || !sharing::standing(acting.tx, acting.viewer, kept->person, now)) return unknown;
    const auto to = after(state_at(kept->state, kept->expires_at, now), kept->side, deed);
    if (!to) return base::refuse(Refusal::Conflict, "callbacks.over");
    store::Change change{
        .id = kept->id, .from = kept->state, .to = *to, .now = now, .expires_at = kept->expires_at};
    if (deed == Deed::Answer) {
        change.slot = Slot::of(slot);
        const auto offered = proposed(kept->slots, base::paris_date(now));
        if (!change.slot || std::ranges::find(offered, *change.slot) == offered.end())
            return base::refuse(Refusal::Invalid, "callbacks.slot_required", "creneau");
        change.expires_at = end_of_life(now);
    }
    if (!store::change(acting.tx, change)) return base::refuse(Refusal::Conflict, "callbacks.over");
    tell(acting, event_of(kept->side, deed), kept->person_id, kept->other);
    leave_trace(acting, {.act = kept->side == Side::Asked ? audit::Act::AnswerCallback
                                                          : audit::Act::CloseCallback,
                         .person = kept->person_id,
                         .subject = id.text(),
                         .detail = fmt::format("to={}", act_code(deed))});
    return {};
}

Page page(const Acting& acting, List list, const base::PublicId& after) {
    std::optional<store::Place> place;
    if (!after.empty()) place = store::place(acting.tx, after, reader_of(acting));
    auto all = read_list(acting, list, place);
    Page found;
    if (all.size() > kLinesAPage) {
        all.resize(kLinesAPage);
        found.next = all.back().line.id;
    }
    const auto now = acting.house.clock.now();
    for (auto& one : all) {
        if (!is_seen(acting, one)) continue;
        one.line.state = state_at(one.line.state, one.line.expires_at, now);
        found.lines.push_back(std::move(one.line));
    }
    return found;
}

}  // namespace gps::callbacks
