#include "requests/requests.hpp"

#include "followup/file.hpp"
#include "requests/store.hpp"
#include "requests/told.hpp"

namespace gps::requests {
namespace {

// The request, if the viewer may answer it now: an inbox may be older than what they see.
base::Result<store::Answerable> to_answer(const Acting& acting, const base::PublicId& request) {
    auto found = store::answerable(acting.tx, acting.viewer, request);
    if (!found) {
        if (store::was_closed_before(acting.tx, acting.viewer, request))
            return base::refuse(base::Refusal::Conflict, "requests.already_answered");
        return base::refuse(base::Refusal::NotFound, "requests.no_request");
    }
    const auto seen =
        followup::standing(acting.tx, acting.viewer, found->person, acting.house.clock.today());
    if (!seen) return base::refuse(base::Refusal::NotFound, "requests.no_request");
    const auto own = followup::own_state(seen->own, false, acting.house.clock.today());
    if (!followup::may_answer(seen->sight, own, found->professional == acting.viewer.id))
        return base::refuse(base::Refusal::NotFound, "requests.no_request");
    return *std::move(found);
}

Telling telling(const Acting& acting) {
    return {
        .tx = acting.tx, .public_url = acting.house.public_url, .now = acting.house.clock.now()};
}

base::Result<> close(const Acting& acting, const store::Answerable& request, RequestState state,
                     std::optional<std::string_view> refusal) {
    const bool closed = store::close_request(acting.tx, request.id, state, refusal,
                                             acting.viewer.id, acting.house.clock.now());
    if (!closed) return base::refuse(base::Refusal::Conflict, "requests.already_answered");
    store::empty_inboxes(acting.tx, request.id);
    return {};
}

}  // namespace

std::vector<Sent> sent(db::Transaction& tx, const access::Viewer& viewer) {
    return store::sent(tx, viewer.id, viewer.structure());
}

std::vector<Received> received(db::Transaction& tx, const access::Viewer& viewer,
                               base::Date today) {
    return store::inbox(tx, viewer, today, followup::highest_sensitivity_shown(false));
}

void ask(const Acting& acting, people::PersonId person, const std::string& typed_name,
         const PartTyped& part) {
    const store::NewRequest request{.person = person,
                                    .professional = acting.viewer.id,
                                    .structure = acting.viewer.structure(),
                                    .typed_name = typed_name,
                                    .part = part,
                                    .asked_at = acting.house.clock.now()};
    const auto id = store::add_request(acting.tx, request);
    if (!id) return;
    store::deliver_request(acting.tx, *id, request, acting.house.clock.today());
    tell_deciders(telling(acting), *id, false);
    leave_trace(acting, {.act = audit::Act::Ask, .person = person});
}

base::Result<> accept(const Acting& acting, const base::PublicId& request) {
    const auto found = to_answer(acting, request);
    if (!found) return base::pass_on(found);
    const auto person = store::state_if_member(acting.tx, *found);
    const auto how = followup::joining({.door = followup::Door::Request,
                                        .person = person.value_or(people::PersonState::Deactivated),
                                        .own = followup::OwnState::Pending});
    if (how != followup::Joining::AtOnce)
        return base::refuse(base::Refusal::Conflict, "requests.requester_gone");
    if (const auto closed = close(acting, *found, RequestState::Accepted, std::nullopt); !closed)
        return closed;
    followup::let_follow(acting, found->person_id, found->professional, found->structure,
                         found->part);
    tell_requester(telling(acting), found->professional, RequestState::Accepted);
    tell_person(telling(acting), found->person_id);
    leave_trace(
        acting,
        {.act = audit::Act::AcceptRequest, .person = found->person_id, .subject = request.text()});
    return {};
}

base::Result<> refuse(const Acting& acting, const base::PublicId& request,
                      std::string_view reason) {
    if (!is_refusal(reason))
        return base::refuse(base::Refusal::Invalid, "requests.refusal_required", "motif");
    const auto found = to_answer(acting, request);
    if (!found) return base::pass_on(found);
    if (const auto closed = close(acting, *found, RequestState::Refused, reason); !closed)
        return closed;
    tell_requester(telling(acting), found->professional, RequestState::Refused);
    leave_trace(acting, {.act = audit::Act::RefuseRequest,
                         .person = found->person_id,
                         .subject = request.text(),
                         .detail = "reason=" + std::string(reason)});
    return {};
}

base::Result<> cancel(const Acting& acting, const base::PublicId& request) {
    const auto person =
        store::cancel_request(acting.tx, acting.viewer, request, acting.house.clock.now());
    if (!person) return base::refuse(base::Refusal::NotFound, "requests.no_request");
    leave_trace(acting,
                {.act = audit::Act::CancelRequest, .person = *person, .subject = request.text()});
    return {};
}

}  // namespace gps::requests
