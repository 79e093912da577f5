#pragma once

#include "access/route.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The identities of ProConnect that open the viewer's account, and detaching one: whoever linked it
// wrongly, it opens nothing from then on (ADR 0020).
namespace gps::proconnect {

struct OwnIdentity {
    std::string name = {};   // in forms: no address nor page says who it is to ProConnect
    std::string email = {};  // as ProConnect said last; "" when it was linked before that was kept
    base::Instant linked_at = {};
    std::optional<base::Instant> used_at = {};
};
std::vector<OwnIdentity> identities(const access::Visit& visit);

// The identity opens nobody's account any more, and the other sessions in which it was shown end;
// its owner is told. Forbidden from a reduced session, NotFound when it is not the viewer's.
base::Result<> detach(const access::Visit& visit, std::string_view name);

}  // namespace gps::proconnect
