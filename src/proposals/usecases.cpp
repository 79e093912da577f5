#include "proposals/usecases.hpp"

#include "people/identity.hpp"
#include "people/store.hpp"
#include "proposals/store.hpp"
#include "relays/usecases.hpp"
#include "sharing/file.hpp"
#include "structures/usecases.hpp"

namespace gps::proposals {
namespace {

using base::Refusal;

base::Result<sharing::Standing> following(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!found) return found;
    if (!found->own.is_ongoing() || found->state != people::PersonState::Active)
        return base::refuse(Refusal::Conflict, "proposals.must_follow");
    return found;
}

store::Of of(const Acting& acting) {
    return {.structure = acting.viewer.structure(), .professional = acting.viewer.id};
}

// ---- To whom
// --------------------------------------------------------------------------------------

base::Result<> to_structure(const Acting& acting, const base::PublicId& id,
                            relays::NewRelay& relay) {
    const auto found = structures::find(acting.tx, id);
    if (!found || found->state != structures::State::Open)
        return base::refuse(Refusal::Invalid, "proposals.destination_required", "destinataire");
    if (!store::has_members(acting.tx, found->id))
        return base::refuse(Refusal::Invalid, "proposals.nobody_there", "destinataire");
    relay.structure = found->id;
    return {};
}

base::Result<> to_colleague(const Acting& acting, const base::PublicId& id,
                            relays::NewRelay& relay) {
    const auto found = store::colleague(acting.tx, of(acting), id);
    if (!found)
        return base::refuse(Refusal::Invalid, "proposals.destination_required", "destinataire");
    relay.structure = acting.viewer.structure();
    relay.professional = found->id;
    return {};
}

base::Result<> to_address(const Acting& acting, const std::string& typed, relays::NewRelay& relay) {
    const auto email = people::Email::parse(typed);
    if (!email) return base::refuse(Refusal::Invalid, email.error().message, "courriel");
    if (email->text() == acting.viewer.email)
        return base::refuse(Refusal::Invalid, "proposals.to_oneself", "courriel");
    const auto known = people::store::professional_by_email(acting.tx, email->text());
    if (known && relays::may_be_asked(acting.tx, known->id)) {
        relay.professional = known->id;
    } else {
        relay.outside_email = email->text();
    }
    return {};
}

base::Result<> address(const Acting& acting, const Destination& to, relays::NewRelay& relay) {
    if (!to.colleague.empty()) return to_colleague(acting, to.colleague, relay);
    if (!to.structure.empty()) return to_structure(acting, to.structure, relay);
    return to_address(acting, to.email, relay);
}

}  // namespace

base::Result<Proposing> proposing(const Acting& acting, const base::PublicId& person) {
    const auto standing = following(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=relais"); !shown)
        return base::pass_on(shown);
    return Proposing{.person = standing->initials.last + " " + standing->initials.first,
                     .proposed = relays::proposed_for(acting, standing->person)};
}

base::Result<base::PublicId> propose(const Acting& acting, const base::PublicId& person,
                                     const Destination& to, const relays::Proposed& proposed) {
    const auto standing = following(acting, person);
    if (!standing) return base::pass_on(standing);
    const auto now = acting.house.clock.now();
    relays::NewRelay relay{.person = standing->person,
                           .kind = proposed.kind,
                           .giver = acting.viewer.id,
                           .giver_structure = acting.viewer.structure(),
                           .reason = proposed.reason,
                           .messages = proposed.messages,
                           .wish = proposed.wish,
                           .sent_at = now};
    if (const auto right = address(acting, to, relay); !right) return base::pass_on(right);
    if (const auto right = relays::check(proposed, acting.house.clock.today()); !right)
        return base::pass_on(right);
    if (proposed.kind == relays::Kind::Handover) relay.hands_over_on = proposed.hands_over_on;
    return relays::send(acting, relay);
}

}  // namespace gps::proposals
