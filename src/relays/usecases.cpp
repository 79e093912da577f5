#include "relays/usecases.hpp"

#include "access/limits.hpp"
#include "alerts/usecases.hpp"
#include "base/digest.hpp"
#include "base/random.hpp"
#include "followup/acts.hpp"
#include "followup/handover.hpp"
#include "followup/watch.hpp"
#include "relays/store.hpp"
#include "relays/told.hpp"
#include "sharing/file.hpp"
#include "sharing/rules.hpp"

#include <fmt/format.h>

namespace gps::relays {
namespace {

using base::Refusal;
using notices::Event;

constexpr int kLinesAPage = 25;
constexpr unsigned kLinkBits = 256;

auto too_late() {
    return base::refuse(Refusal::Conflict, "relays.closed");
}

store::By me(const Acting& acting) {
    return {.professional = acting.viewer.id, .structure = acting.viewer.structure()};
}

void trace(const Acting& acting, audit::Act act, const Relay& relay, std::string detail = "") {
    leave_trace(acting, {.act = act,
                         .person = relay.person,
                         .subject = relay.public_id.text(),
                         .detail = std::move(detail)});
}

base::Result<Relay> for_deed(const Acting& acting, const base::PublicId& relay, Deed deed) {
    auto found = read(acting, relay);
    if (!found) return base::pass_on(found);
    if (!may(found->party, deed, found->relay)) return too_late();
    return std::move(found->relay);
}

// Starts the viewer's part, unless it goes on. Whoever follows the person already takes over too.
base::Result<> begin(const Acting& acting, const Relay& relay, const sharing::PartTyped& part) {
    const auto now = acting.house.clock.now();
    const auto today = acting.house.clock.today();
    const auto standing = sharing::standing(acting.tx, acting.viewer, relay.person_public_id, now);
    const auto own =
        sharing::own_state(standing ? std::optional(standing->own) : std::nullopt, false, today);
    if (own == sharing::OwnState::Ongoing) return {};
    const auto how = sharing::joining({.door = sharing::Door::Relay,
                                       .is_habilitated = acting.viewer.is_habilitated(),
                                       .person = relay.person_state,
                                       .own = own});
    if (how != sharing::Joining::AtOnce)
        return base::refuse(Refusal::Conflict, "relays.nobody_may_follow");
    if (const auto right = sharing::check_part(part, today); !right) return right;
    followup::start_following(acting, relay.person, part, sharing::Door::Relay, false);
    return {};
}

// What a relay that is taken up says of the person: somebody is there, or will be.
void note_contact(const Acting& acting, people::PersonId person) {
    followup::note_contact(acting.tx, acting.house.clock, person, acting.viewer.id,
                           acting.viewer.structure());
}

void hand_over(const Acting& acting, const Relay& relay) {
    if (relay.kind != Kind::Handover || relay.hands_over_on > acting.house.clock.today()) return;
    followup::hand_over(
        acting.tx, acting.house.clock,
        {.person = relay.person,
         .giver = {.professional = relay.giver, .structure = relay.giver_structure},
         .taker = {.professional = acting.viewer.id, .structure = acting.viewer.structure()},
         .taker_is_habilitated = acting.viewer.is_habilitated()});
    store::note_handed_over(acting.tx, relay.id, acting.house.clock.now());
}

}  // namespace

namespace {

bool is_beyond(const Acting& acting, const access::Limit& limit) {
    return access::count_one(acting.tx, limit, std::to_string(acting.viewer.id.value),
                             acting.house.clock.now()) > limit.at_most;
}

void tell_of_it(const Acting& acting, const base::PublicId& id, std::string_view link) {
    const auto sent = store::one(acting.tx, id, acting.viewer.id);
    if (!sent) throw std::logic_error("a relay that was just added is not there");
    tell_taker(notices::telling(acting), *sent, Event::RelayProposed, notices::actor(acting));
    if (!link.empty()) send_link(notices::telling(acting), *sent, link);
}

}  // namespace

base::Result<base::PublicId> send(const Acting& acting, const NewRelay& relay) {
    if (is_beyond(acting, kRelaysADay)) return base::refuse(Refusal::TooMany, "relays.too_many");
    if (!relay.structure && is_beyond(acting, kByAddressADay))
        return base::refuse(Refusal::TooMany, "relays.too_many_addresses");
    auto linked = relay;
    const auto link = relay.outside_email.empty() ? "" : base::random_token(kLinkBits);
    if (!link.empty()) linked.link_digest = base::digest(link);
    const auto id = store::add(acting.tx, linked);
    if (!id) return base::refuse(Refusal::Conflict, "relays.handed_over_already");
    tell_of_it(acting, *id, link);
    leave_trace(acting,
                {.act = audit::Act::ProposeRelay,
                 .person = relay.person,
                 .subject = id->text(),
                 .detail = fmt::format("kind={},reason={}", code(relay.kind), relay.reason)});
    return *id;
}

bool may_be_asked(db::Transaction& tx, people::ProfessionalId professional) {
    return store::first_structure(tx, professional).has_value();
}

std::vector<Relay> proposed_for(const Acting& acting, people::PersonId person) {
    return store::of_person(acting.tx, person, acting.viewer.id, acting.viewer.structure());
}

base::Result<> cancel(const Acting& acting, const base::PublicId& relay) {
    const auto found = read(acting, relay);
    if (!found) return base::pass_on(found);
    if (!may(found->party, Deed::Cancel, found->relay) ||
        !store::cancel(acting.tx, found->relay.id, acting.house.clock.now()))
        return base::refuse(Refusal::Conflict, "relays.closed");
    if (found->relay.professional)
        tell_taker(notices::telling(acting), found->relay, Event::RelayCancelled,
                   notices::actor(acting));
    leave_trace(
        acting,
        {.act = audit::Act::CancelRelay, .person = found->relay.person, .subject = relay.text()});
    return {};
}

base::Result<Read> read(const Acting& acting, const base::PublicId& relay) {
    const auto found = store::one(acting.tx, relay, acting.viewer.id);
    if (!found) return base::refuse(Refusal::NotFound, "relays.none");
    const auto party = party_of(
        *found, {.professional = acting.viewer.id, .structure = acting.viewer.structure()});
    if (party == Party::Nobody) return base::refuse(Refusal::NotFound, "relays.none");
    if (party == Party::Colleague) return base::refuse(Refusal::Conflict, "relays.taken");
    if (!may(party, Deed::See, *found)) return base::refuse(Refusal::Conflict, "relays.closed");
    return Read{.relay = *found, .party = party};
}

Listed listed(const Acting& acting, List list, const base::PublicId& before) {
    Listed page{.relays = store::listed(acting.tx, {.list = list,
                                                    .professional = acting.viewer.id,
                                                    .structure = acting.viewer.structure(),
                                                    .before = before,
                                                    .at_most = kLinesAPage + 1})};
    if (page.relays.size() > kLinesAPage) {
        page.relays.pop_back();
        page.next = page.relays.back().public_id;
    }
    return page;
}

base::Result<Read> open(const Acting& acting, const base::PublicId& relay) {
    auto found = read(acting, relay);
    if (!found || found->party == Party::Giver) return found;
    if (store::see(acting.tx, found->relay.id, acting.house.clock.now())) {
        found->relay.state = State::Seen;
        trace(acting, audit::Act::SeeRelay, found->relay);
    }
    return found;
}

base::Result<> take(const Acting& acting, const base::PublicId& relay) {
    const auto found = for_deed(acting, relay, Deed::Take);
    if (!found) return base::pass_on(found);
    if (!store::take(acting.tx, found->id, me(acting), acting.house.clock.now()))
        return base::refuse(Refusal::Conflict, "relays.taken");
    tell_giver(notices::telling(acting), *found, Event::RelayTaken, notices::actor(acting));
    trace(acting, audit::Act::TakeRelay, *found);
    return {};
}

base::Result<> give_back(const Acting& acting, const base::PublicId& relay) {
    const auto found = for_deed(acting, relay, Deed::GiveBack);
    if (!found) return base::pass_on(found);
    if (!store::give_back(acting.tx, found->id, acting.viewer.id)) return too_late();
    trace(acting, audit::Act::GiveBackRelay, *found);
    return {};
}

base::Result<base::PublicId> accept(const Acting& acting, const base::PublicId& relay,
                                    const sharing::PartTyped& part) {
    const auto found = for_deed(acting, relay, Deed::Accept);
    if (!found) return base::pass_on(found);
    if (const auto begun = begin(acting, *found, part); !begun) return base::pass_on(begun);
    if (!store::accept(acting.tx, found->id, me(acting), acting.house.clock.now()))
        return too_late();
    note_contact(acting, found->person);
    alerts::settle_unanswered(acting, found->person);
    hand_over(acting, *found);
    tell_giver(notices::telling(acting), *found, Event::RelayAccepted, notices::actor(acting));
    trace(acting, audit::Act::AcceptRelay, *found, fmt::format("kind={}", code(found->kind)));
    return found->person_public_id;
}

base::Result<> refuse(const Acting& acting, const base::PublicId& relay, std::string_view refusal) {
    const auto found = for_deed(acting, relay, Deed::Refuse);
    if (!found) return base::pass_on(found);
    if (!is_in(refusals(), refusal))
        return base::refuse(Refusal::Invalid, "relays.refusal_required", "refus");
    if (!store::refuse(acting.tx, found->id, acting.viewer.id, refusal, acting.house.clock.now()))
        return too_late();
    tell_giver(notices::telling(acting), *found, Event::RelayRefused, notices::actor(acting));
    trace(acting, audit::Act::RefuseRelay, *found, fmt::format("reason={}", refusal));
    return {};
}

base::Result<> conclude(const Acting& acting, const base::PublicId& relay,
                        std::string_view outcome) {
    const auto found = for_deed(acting, relay, Deed::Conclude);
    if (!found) return base::pass_on(found);
    if (!is_in(outcomes(), outcome))
        return base::refuse(Refusal::Invalid, "relays.outcome_required", "issue");
    if (!store::conclude(acting.tx, found->id, outcome, acting.house.clock.now()))
        return too_late();
    if (found->giver != acting.viewer.id) {
        if (outcome == kFollowupStarted) note_contact(acting, found->person);
        tell_giver(notices::telling(acting), *found, Event::RelayDone, notices::actor(acting));
    }
    trace(acting, audit::Act::ConcludeRelay, *found, fmt::format("outcome={}", outcome));
    return {};
}

}  // namespace gps::relays
