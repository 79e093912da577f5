#include "sharing/acting.hpp"

#include "audit/activity_store.hpp"
#include "audit/usecases.hpp"

namespace gps::sharing {

Acting acting(const access::Visit& visit) {
    return {.house = visit.house,
            .tx = visit.tx,
            .viewer = visit.viewer,
            .request_id = visit.request.id};
}

quotas::Spending spending(const Acting& acting) {
    return {.house = acting.house,
            .tx = acting.tx,
            .viewer = acting.viewer,
            .request_id = acting.request_id};
}

namespace {

// The team of the service acts for none.
std::optional<structures::StructureId> structure_of(const access::Viewer& viewer) {
    if (!viewer.acting_for) return std::nullopt;
    return viewer.acting_for->id;
}

}  // namespace

void leave_entry(const Acting& acting, const Trace& trace) {
    audit::record(acting.tx, acting.house.keys,
                  {.at = acting.house.clock.now(),
                   .actor = acting.viewer.id,
                   .acting_for = structure_of(acting.viewer),
                   .act = trace.act,
                   .person = trace.person,
                   .subject = trace.subject,
                   .detail = trace.detail,
                   .request_id = std::string(acting.request_id)});
}

void leave_trace(const Acting& acting, const Trace& trace) {
    leave_entry(acting, trace);
    if (audit::activity(trace.act) == audit::Activity::None || !acting.viewer.acting_for) return;
    audit::qualify(acting.tx, {.at = acting.house.clock.now(),
                               .actor = acting.viewer.id,
                               .structure = acting.viewer.structure(),
                               .act = trace.act,
                               .person = trace.person});
}

}  // namespace gps::sharing
