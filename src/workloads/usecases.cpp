#include "workloads/usecases.hpp"

#include "workloads/store.hpp"

namespace gps::workloads {

Workloads workloads(const access::Visit& visit, const base::PublicId& after) {
    const auto structure = visit.viewer.structure();
    Workloads page{
        .waiting = store::waiting(visit.tx, structure, visit.today.plus_days(-kDaysOfMoves)),
        .loads = store::loads(visit.tx, structure, after, visit.now)};
    if (page.loads.size() > kLoadsAPage) {
        page.loads.pop_back();
        page.next = page.loads.back().public_id;
    }
    return page;
}

}  // namespace gps::workloads
