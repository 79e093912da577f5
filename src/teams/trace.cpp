#include "teams/trace.hpp"

#include "audit/usecases.hpp"

namespace gps::teams {

void leave_trace(const access::Visit& visit, audit::Act act, const base::PublicId& subject,
                 std::string detail) {
    audit::Entry entry{.at = visit.now,
                       .act = act,
                       .subject = subject.text(),
                       .detail = std::move(detail),
                       .request_id = visit.request.id};
    // Who holds a link is nobody known yet.
    if (visit.viewer.id.value != 0) entry.actor = visit.viewer.id;
    if (visit.viewer.acting_for) entry.acting_for = visit.viewer.acting_for->id;
    audit::record(visit.tx, visit.house.keys, entry);
}

}  // namespace gps::teams
