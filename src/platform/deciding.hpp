#pragma once

#include "access/route.hpp"
#include "audit/acts.hpp"
#include "base/result.hpp"
#include "platform/model.hpp"

#include <string>

namespace gps::platform {

// The structure as it stands, which nobody else decides of before the end of the transaction.
base::Result<structures::Structure> held(const access::Visit& visit,
                                         const base::PublicId& structure);

base::Error no_structure();

// The audit entry of a decision; `detail` is codes.
void leave_trace(const access::Visit& visit, audit::Act act, const base::PublicId& structure,
                 std::string detail = {});

}  // namespace gps::platform
