#include "proconnect/identities.hpp"

#include "access/usecases.hpp"
#include "base/digest.hpp"
#include "factors/usecases.hpp"
#include "proconnect/store.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace gps::proconnect {
namespace {

std::string name_of(const store::Linked& identity) {
    return base::digest(fmt::format("{}\n{}", identity.issuer, identity.subject));
}

}  // namespace

std::vector<OwnIdentity> identities(const access::Visit& visit) {
    std::vector<OwnIdentity> all;
    for (const auto& one : store::identities(visit.tx, visit.viewer.id)) {
        all.push_back({.name = name_of(one),
                       .email = one.email,
                       .linked_at = one.linked_at,
                       .used_at = one.used_at});
    }
    return all;
}

base::Result<> detach(const access::Visit& visit, std::string_view name) {
    if (!visit.viewer.is_full())
        return base::refuse(base::Refusal::Forbidden, "factors.needs_full_session");
    const auto all = store::identities(visit.tx, visit.viewer.id);
    const auto found = std::ranges::find(all, name, name_of);
    // Before the sessions are read: a sign-in by this identity that comes at once waits, and finds
    // it gone.
    if (found == all.end() || !store::detach(visit.tx, *found, visit.viewer.id))
        return base::refuse(base::Refusal::NotFound, "proconnect.no_identity");
    for (const auto& session : store::take_sessions(visit.tx, *found, visit.viewer)) {
        // Refused: it ended meanwhile.
        std::ignore =
            access::revoke_session(visit.house, visit.tx, visit.viewer, session, visit.request.id);
    }
    factors::trace(visit, audit::Act::DetachIdentity);
    factors::tell_owner(visit,
                        "Une identité ProConnect vient d’être détachée de votre compte. Elle ne "
                        "l’ouvre plus, et les autres connexions où elle avait servi sont fermées.");
    return {};
}

}  // namespace gps::proconnect
