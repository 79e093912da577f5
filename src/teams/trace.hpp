#pragma once

#include "access/route.hpp"
#include "audit/acts.hpp"

#include <string>

namespace gps::teams {

// The audit entry of an act on a team; `subject` is a public id, `detail` codes.
void leave_trace(const access::Visit& visit, audit::Act act, const base::PublicId& subject,
                 std::string detail = {});

}  // namespace gps::teams
