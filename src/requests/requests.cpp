#include "requests/requests.hpp"

#include "grants/usecases.hpp"
#include "grants/wording.hpp"
#include "requests/deciders.hpp"
#include "requests/rules.hpp"
#include "requests/store.hpp"
#include "requests/told.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

auto no_request() {
    return base::refuse(base::Refusal::NotFound, "requests.no_request");
}

store::About by_viewer(const Acting& acting, people::PersonId person) {
    return {
        .person = person, .professional = acting.viewer.id, .structure = acting.viewer.structure()};
}

// False when one is pending already.
bool put_forward(const Acting& acting, const store::NewRequest& request) {
    const auto id = store::add_request(acting.tx, request);
    if (!id) return false;
    const auto deciders =
        put_before_deciders(acting.tx, *id, request.about, acting.house.clock.today());
    tell_deciders(notices::telling(acting), *id, deciders, request.about, false);
    return true;
}

}  // namespace

std::vector<Sent> sent(db::Transaction& tx, const access::Viewer& viewer) {
    return store::sent(tx, viewer.id, viewer.structure());
}

std::vector<Received> received(db::Transaction& tx, const access::Viewer& viewer, WaitsFor as) {
    const auto shown = sharing::highest_sensitivity_shown(false);
    switch (as) {
        case WaitsFor::Contributors:
            return store::inbox(tx, viewer, shown);
        case WaitsFor::Administrators:
            return store::for_administrators(tx, viewer, shown);
        case WaitsFor::Platform:
            return store::for_platform(tx, viewer);
    }
    __builtin_unreachable();
}

// ---- Asking -------------------------------------------------------------------------------------

void ask(const Acting& acting, people::PersonId person, const std::string& typed_name,
         const PartTyped& part) {
    const auto now = acting.house.clock.now();
    const auto about = by_viewer(acting, person);
    store::withdraw_details(acting.tx, about, now);
    const bool is_new = put_forward(
        acting, {.about = about, .typed_name = typed_name, .part = part, .asked_at = now});
    if (is_new) leave_trace(acting, {.act = audit::Act::Ask, .person = person});
}

base::Result<MayAsk> may_ask_details(const Acting& acting, const base::PublicId& person) {
    auto standing = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    if (!sharing::may_ask_details(*standing))
        return base::refuse(base::Refusal::Conflict, "grants.nothing_to_ask");
    const auto since = store::pending_since(acting.tx, by_viewer(acting, standing->person));
    return MayAsk{.standing = *std::move(standing), .pending_since = since};
}

std::vector<base::Error> mistakes_in(const DetailsTyped& typed) {
    std::vector<base::Error> mistakes;
    if (!grants::is_reason(typed.reason))
        mistakes.push_back({base::Refusal::Invalid, "requests.reason_required", "motif"});
    if (const auto right = grants::check_wording(typed.explanation, "precision"); !right)
        mistakes.push_back(right.error());
    return mistakes;
}

base::Result<> ask_details(const Acting& acting, const base::PublicId& person,
                           const DetailsTyped& typed) {
    const auto may = may_ask_details(acting, person);
    if (!may) return base::pass_on(may);
    if (!grants::is_reason(typed.reason))
        return base::refuse(base::Refusal::Invalid, "requests.reason_required", "motif");
    const auto explanation = grants::check_wording(typed.explanation, "precision");
    if (!explanation) return base::pass_on(explanation);
    const auto& standing = may->standing;
    const bool is_new =
        put_forward(acting, {.about = by_viewer(acting, standing.person),
                             .typed_name = standing.initials.last + " " + standing.initials.first,
                             .part = {.started_on = standing.own.started_on,
                                      .role = standing.role,
                                      .reasons = standing.reasons},
                             .asked_at = acting.house.clock.now(),
                             .kind = Kind::Details,
                             .reason = typed.reason,
                             .explanation = *explanation});
    if (is_new)
        leave_trace(acting, {.act = audit::Act::AskDetails,
                             .person = standing.person,
                             .detail = "reason=" + typed.reason});
    return {};
}

base::Result<> cancel(const Acting& acting, const base::PublicId& request) {
    const auto person =
        store::cancel_request(acting.tx, acting.viewer, request, acting.house.clock.now());
    if (!person) return no_request();
    leave_trace(acting,
                {.act = audit::Act::CancelRequest, .person = *person, .subject = request.text()});
    return {};
}

// ---- Answering ----------------------------------------------------------------------------------

namespace {

bool viewer_may_answer(const Acting& acting, WaitsFor as, const store::About& about) {
    const auto& viewer = acting.viewer;
    if (as == WaitsFor::Contributors)
        return may_answer_now(acting.tx, about, viewer.id, viewer.structure(),
                              acting.house.clock.today());
    return may_answer_for_others(about.professional == viewer.id,
                                 store::asks_too(acting.tx, about.person, viewer.id));
}

// The request, if the viewer may answer it now: an inbox may be older than what they see.
base::Result<store::Answerable> to_answer(const Acting& acting, WaitsFor as,
                                          const base::PublicId& request) {
    auto found = store::answerable(acting.tx, acting.viewer, as, request);
    if (!found) {
        if (as == WaitsFor::Contributors &&
            store::was_closed_before(acting.tx, acting.viewer, request))
            return base::refuse(base::Refusal::Conflict, "requests.already_answered");
        return no_request();
    }
    if (!viewer_may_answer(acting, as, found->about)) return no_request();
    return *std::move(found);
}

base::Result<> close(const Acting& acting, const store::Answerable& request, RequestState state,
                     std::optional<std::string_view> refusal) {
    const bool closed = store::close_request(acting.tx, request.id, state, refusal,
                                             acting.viewer.id, acting.house.clock.now());
    if (!closed) return base::refuse(base::Refusal::Conflict, "requests.already_answered");
    store::empty_inboxes(acting.tx, request.id);
    return {};
}

bool is_requester_there(const Acting& acting, const store::About& about) {
    const auto person = store::state_if_member(acting.tx, about);
    const auto how = sharing::joining({.door = sharing::Door::Request,
                                       .person = person.value_or(people::PersonState::Deactivated),
                                       .own = sharing::OwnState::Pending});
    return how == sharing::Joining::AtOnce;
}

// What accepting does; false when who asked no longer follows the person whose details they asked.
bool let(const Acting& acting, const store::Answerable& request, base::Date until) {
    const auto& [person, professional, structure] = request.about;
    if (request.kind == Kind::Join) {
        followup::let_follow(acting, person, professional, structure, request.part);
        return true;
    }
    return grants::give(acting, {.person = person,
                                 .holder = professional,
                                 .structure = structure,
                                 .request = request.id.value,
                                 .until = until});
}

}  // namespace

base::Result<> accept(const Acting& acting, WaitsFor as, const base::PublicId& request,
                      std::string_view duration) {
    const auto found = to_answer(acting, as, request);
    if (!found) return base::pass_on(found);
    const bool is_details = found->kind == Kind::Details;
    const auto today = acting.house.clock.today();
    const auto until = grants::last_day(duration, today);
    if (is_details && !until)
        return base::refuse(base::Refusal::Invalid, "requests.duration_required", "duree");
    const auto& [person, requester, structure] = found->about;
    if (!is_requester_there(acting, found->about))
        return base::refuse(base::Refusal::Conflict, "requests.requester_gone");
    if (const auto closed = close(acting, *found, RequestState::Accepted, std::nullopt); !closed)
        return closed;
    if (!let(acting, *found, until.value_or(today)))
        return base::refuse(base::Refusal::Conflict, "requests.requester_gone");
    tell_requester(notices::telling(acting), found->about, found->kind, RequestState::Accepted);
    tell_person(notices::telling(acting), person, found->kind);
    leave_trace(acting, {.act = is_details ? audit::Act::GrantDetails : audit::Act::AcceptRequest,
                         .person = person,
                         .subject = request.text(),
                         .detail = is_details ? fmt::format("as={},for={}", code(as), duration)
                                              : fmt::format("as={}", code(as))});
    return {};
}

base::Result<> refuse(const Acting& acting, WaitsFor as, const base::PublicId& request,
                      std::string_view reason) {
    if (!is_refusal(reason))
        return base::refuse(base::Refusal::Invalid, "requests.refusal_required", "motif");
    const auto found = to_answer(acting, as, request);
    if (!found) return base::pass_on(found);
    if (const auto closed = close(acting, *found, RequestState::Refused, reason); !closed)
        return closed;
    tell_requester(notices::telling(acting), found->about, found->kind, RequestState::Refused);
    leave_trace(acting, {.act = found->kind == Kind::Details ? audit::Act::RefuseDetails
                                                             : audit::Act::RefuseRequest,
                         .person = found->about.person,
                         .subject = request.text(),
                         .detail = fmt::format("as={},reason={}", code(as), reason)});
    return {};
}

}  // namespace gps::requests
