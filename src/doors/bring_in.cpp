#include "doors/bring_in.hpp"

#include "doors/deciding.hpp"
#include "followup/referent.hpp"
#include "people/store.hpp"
#include "sharing/file.hpp"

namespace gps::doors {

using followup::start_following;
using sharing::Door;
using sharing::Joining;

namespace {

// Those who are this person exactly: one who may be followed, or else one who may not.
struct Known {
    std::optional<people::PersonId> active = {};
    bool is_set_aside = false;
};

Known known(const Acting& acting, const people::Identity& identity) {
    Known known;
    for (const auto& candidate : people::store::same_identity(acting.tx, identity)) {
        if (!sharing::is_exactly(identity, candidate.identity)) continue;
        if (candidate.state != people::PersonState::Active) {
            known.is_set_aside = true;
        } else if (!known.active) {
            known.active = candidate.id;
        }
    }
    return known;
}

Brought join(const Acting& acting, people::PersonId person, const PartTyped& part) {
    const auto today = acting.house.clock.today();
    const auto relation =
        store::relation(acting.tx, person, acting.viewer.id, acting.viewer.structure());
    const auto& own = relation.own;
    if (own && own->is_ongoing()) return {.how = BroughtIn::AlreadyFollowed, .person = person};
    if (own && !sharing::check_resumption(own->last_day(today), part.started_on, today))
        return {.how = BroughtIn::EndedSince, .person = person};
    if (joining_of(acting, relation, Door::Import) != Joining::AtOnce)
        return {.how = BroughtIn::RequestPending, .person = person};
    start_following(acting, person, part, Door::Import, false);
    return {.how = BroughtIn::Joined, .person = person};
}

Brought record(const Acting& acting, const people::Identity& identity, const Notice& notice,
               const PartTyped& part) {
    const auto now = acting.house.clock.now();
    const auto created =
        people::store::add_person(acting.tx, {.identity = identity,
                                              .notice = notice.way,
                                              .notice_on = notice.on,
                                              .created_at = now,
                                              .created_by = acting.viewer.id,
                                              .created_for = acting.viewer.structure()});
    leave_entry(acting, {.act = audit::Act::ImportPeople, .person = created.id});
    start_following(acting, created.id, part, Door::Import, true);
    queue_doubles(acting, created.id, identity);
    return {.how = BroughtIn::Created, .person = created.id};
}

}  // namespace

Brought bring_in(const Acting& acting, const people::Identity& identity, const Notice& notice,
                 const PartTyped& part) {
    people::store::lock_identity(acting.tx, identity);
    const auto found = known(acting, identity);
    if (found.active) return join(acting, *found.active, part);
    if (found.is_set_aside) return {.how = BroughtIn::SetAside};
    return record(acting, identity, notice, part);
}

Appointed appoint_first_referent(const Acting& acting, people::PersonId person) {
    const auto public_id = people::store::person(acting.tx, person).public_id;
    const auto now =
        sharing::standing(acting.tx, acting.viewer, public_id, acting.house.clock.now());
    if (!now) return Appointed::AnotherIs;
    if (now->is_referent) return Appointed::Before;
    if (now->referent) return Appointed::AnotherIs;
    return followup::appoint_referent(acting, person) ? Appointed::Now : Appointed::AnotherIs;
}

Certifying certify(const Acting& acting, people::PersonId person, const Attested& data) {
    const auto how = followup::certify(acting, person, data);
    if (how == Certifying::Changed)
        leave_entry(acting, {.act = audit::Act::ImportCertification,
                             .person = person,
                             .detail = data.is_referent ? "certified=yes" : "certified=no"});
    return how;
}

}  // namespace gps::doors
