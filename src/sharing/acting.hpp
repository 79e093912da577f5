#pragma once

#include "access/route.hpp"
#include "audit/acts.hpp"
#include "audit/model.hpp"
#include "people/model.hpp"
#include "quotas/model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gps::sharing {

// Who acts, and in which request: what every act around a person takes.
struct Acting {
    const access::House& house;
    db::Transaction& tx;
    const access::Viewer& viewer;
    std::string_view request_id = {};
};

Acting acting(const access::Visit& visit);
quotas::Spending spending(const Acting& acting);

// What an act leaves behind.
struct Trace {
    audit::Act act = audit::Act::ReadFile;
    std::optional<people::PersonId> person = {};
    std::string subject = {};  // a public id, never personal data
    std::string detail = {};   // codes
};

// Leaves the audit entry of an act and, where the act counts as using the tool, the act of use.
void leave_trace(const Acting& acting, const Trace& trace);
// The audit entry alone: searches, and what is done in the name of someone who does not use GPS.
void leave_entry(const Acting& acting, const Trace& trace);

}  // namespace gps::sharing
