#include "doors/deciding.hpp"

namespace gps::doors {

sharing::Joining joining_of(const Acting& acting, const store::Relation& relation,
                            sharing::Door door) {
    return sharing::joining({.door = door,
                             .is_habilitated = acting.viewer.is_habilitated(),
                             .person = relation.state,
                             .own = sharing::own_state(relation.own, relation.has_pending_request,
                                                       acting.house.clock.today()),
                             .is_full_session = acting.viewer.is_full(),
                             .a_colleague_follows = relation.a_colleague_follows});
}

base::Result<> check_start(const Acting& acting, const store::Relation& relation,
                           const PartTyped& part) {
    if (!relation.own || relation.own->is_ongoing()) return {};
    const auto today = acting.house.clock.today();
    return sharing::check_resumption(relation.own->last_day(today), part.started_on, today);
}

}  // namespace gps::doors
