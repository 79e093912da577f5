#include "audit/usecases.hpp"
#include "base/digest.hpp"
#include "relays/store.hpp"
#include "relays/told.hpp"
#include "relays/usecases.hpp"

#include <fmt/format.h>

// Who has no account answers by a link that serves once.
namespace gps::relays {
namespace {

using base::Refusal;

auto serves_no_more() {
    return base::refuse(Refusal::Conflict, "relays.link_serves_no_more");
}

// Nobody known did it: the entry says of which relay.
void leave_answer(const access::Visit& visit, const Relay& relay, audit::Act act,
                  std::string detail) {
    tell_giver({.tx = visit.tx, .public_url = visit.house.public_url, .now = visit.now}, relay,
               act == audit::Act::AcceptRelay ? notices::Event::RelayAccepted
                                              : notices::Event::RelayRefused,
               std::nullopt);
    audit::record(visit.tx, visit.house.keys,
                  {.at = visit.now,
                   .act = act,
                   .person = relay.person,
                   .subject = relay.public_id.text(),
                   .detail = std::move(detail),
                   .request_id = visit.request.id});
}

}  // namespace

std::optional<Relay> by_link(db::Transaction& tx, std::string_view link, base::Instant now) {
    auto found = store::by_link(tx, base::digest(link));
    if (!found || !may(Party::Outsider, Deed::See, *found)) return std::nullopt;
    if (found->sent_at.plus(kAnsweredWithin) <= now) return std::nullopt;
    return found;
}

base::Result<> accept_by_link(const access::Visit& visit, std::string_view link) {
    const auto found = by_link(visit.tx, link, visit.now);
    if (!found || !store::accept_outside(visit.tx, found->id, visit.now)) return serves_no_more();
    leave_answer(visit, *found, audit::Act::AcceptRelay, "by=link");
    return {};
}

base::Result<> refuse_by_link(const access::Visit& visit, std::string_view link,
                              std::string_view refusal) {
    const auto found = by_link(visit.tx, link, visit.now);
    if (!found) return serves_no_more();
    if (!is_in(refusals(), refusal))
        return base::refuse(Refusal::Invalid, "relays.refusal_required", "refus");
    if (!store::refuse_outside(visit.tx, found->id, refusal, visit.now)) return serves_no_more();
    leave_answer(visit, *found, audit::Act::RefuseRelay, fmt::format("by=link,reason={}", refusal));
    return {};
}

}  // namespace gps::relays
