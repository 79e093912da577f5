#include "platform/deciding.hpp"

#include "audit/usecases.hpp"
#include "structures/deciding.hpp"
#include "structures/usecases.hpp"

namespace gps::platform {

base::Error no_structure() {
    return {base::Refusal::NotFound, "directory.no_structure"};
}

base::Result<structures::Structure> held(const access::Visit& visit,
                                         const base::PublicId& structure) {
    const auto found = structures::find(visit.tx, structure);
    if (!found) return tl::unexpected<base::Error>(no_structure());
    structures::lock(visit.tx, found->id);
    return structures::find(visit.tx, structure).value();
}

void leave_trace(const access::Visit& visit, audit::Act act, const base::PublicId& structure,
                 std::string detail) {
    audit::Entry entry{.at = visit.now,
                       .actor = visit.viewer.id,
                       .act = act,
                       .subject = structure.text(),
                       .detail = std::move(detail),
                       .request_id = visit.request.id};
    if (visit.viewer.acting_for) entry.acting_for = visit.viewer.acting_for->id;
    audit::record(visit.tx, visit.house.keys, entry);
}

}  // namespace gps::platform
