#pragma once

#include "access/route.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

// The secret of an application at rest: sealed by a key outside the database, and bound to one use
// and one owner, so that it opens nothing when it is copied elsewhere.
namespace gps::factors {

// Standing in the form of this session, before a first code was right.
std::string sealed_for_session(const access::Visit& visit, const base::Secret& secret);
std::optional<base::Secret> unsealed_for_session(const access::Visit& visit,
                                                 std::string_view sealed);

// Kept for the viewer.
std::string sealed_for_owner(const access::Visit& visit, const base::Secret& secret);
std::optional<base::Secret> unsealed_for_owner(const access::Visit& visit, std::string_view sealed);

}  // namespace gps::factors
