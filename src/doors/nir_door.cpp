#include "doors/nir_door.hpp"

#include "access/limits.hpp"
#include "doors/deciding.hpp"
#include "nir/numbers.hpp"
#include "people/store.hpp"
#include "quotas/usecases.hpp"
#include "sharing/file.hpp"

#include <array>
#include <string>

namespace gps::doors {

using followup::start_following;
using sharing::Door;
using sharing::Joining;

namespace {

bool is_too_often(const Acting& acting, const access::Limit& limit) {
    const auto subject = std::to_string(acting.viewer.id.value);
    return access::count_one(acting.tx, limit, subject, acting.house.clock.now()) > limit.at_most;
}

base::Result<> counted(const Acting& acting, const access::Limit& soon,
                       const access::Limit& a_day) {
    const bool too_soon = is_too_often(acting, soon);
    if (is_too_often(acting, a_day) || too_soon)
        return base::refuse(base::Refusal::TooMany, "doors.nir_too_often");
    return {};
}

// The same statements whether somebody bears the number or not.
std::optional<store::Relation> relation_of_bearer(const Acting& acting, const people::Nir& nir) {
    const auto keys = keys_now(acting.house);
    const auto bearer = nir::bearer(acting.tx, *keys, nir);
    const auto& viewer = acting.viewer;
    if (!bearer) return store::relation(acting.tx, base::PublicId(), viewer.id, viewer.structure());
    return store::relation(acting.tx, *bearer, viewer.id, viewer.structure());
}

base::Result<Led> through(const Acting& acting, const store::Relation& relation,
                          const PartTyped& part) {
    if (relation.state == people::PersonState::Active) {
        if (relation.own && relation.own->is_ongoing())
            return Led{.by = Found::AlreadyFollowed, .person = relation.public_id};
        if (relation.has_pending_request) return Led{.by = Found::AlreadyAsked};
    }
    if (joining_of(acting, relation, Door::Nir) != Joining::AtOnce)
        return base::refuse(base::Refusal::NotFound, "doors.nir_nobody");
    if (const auto right = check_start(acting, relation, part); !right) return base::pass_on(right);
    const std::array reached{relation.person};
    if (const auto few = quotas::reach(sharing::spending(acting), reached); !few)
        return base::pass_on(few);
    start_following(acting, relation.person, part, Door::Nir, false);
    return Led{.by = Found::MayFollow, .person = relation.public_id};
}

bool agrees(const Acting& acting, people::PersonId person, const NirGiven& given) {
    const auto known = people::store::person(acting.tx, person);
    return given.nir.may_be_of(known.identity.birth_date, given.called);
}

// Whether it was kept; somebody else who bears it goes to the queue of doubles.
bool kept(const Acting& acting, people::PersonId person, const NirGiven& given) {
    if (!agrees(acting, person, given)) return false;
    const auto now = acting.house.clock.now();
    const auto other = nir::keep(acting.tx, *keys_now(acting.house),
                                 people::store::person(acting.tx, person), given.nir, now);
    if (!other) return true;
    people::store::queue_double(acting.tx, person, *other, people::store::Likeness::Number, now);
    return false;
}

}  // namespace

std::shared_ptr<const base::Keys> keys_now(const access::House& house) {
    if (house.keys_now) return house.keys_now();
    return {std::shared_ptr<void>(), &house.keys};
}

base::Result<> may_use_nir(const access::House& house, const access::Viewer& viewer) {
    using base::Refusal;
    if (!viewer.is_habilitated())
        return base::refuse(Refusal::Forbidden, "doors.nir_not_habilitated");
    if (!viewer.is_full()) return base::refuse(Refusal::Forbidden, "factors.needs_full_session");
    if (!keys_now(house)->has_nir()) return base::refuse(Refusal::Conflict, "doors.nir_no_keys");
    return {};
}

base::Result<Led> follow_by_nir(const Acting& acting, const people::Nir& nir,
                                const PartTyped& part) {
    if (const auto may = may_use_nir(acting.house, acting.viewer); !may) return base::pass_on(may);
    // Others may bear it too: it is no proof of who somebody is.
    if (nir.is_temporary()) return base::refuse(base::Refusal::Invalid, "doors.nir_temporary");
    if (const auto right = sharing::check_part(part, acting.house.clock.today()); !right)
        return base::pass_on(right);
    if (const auto few = counted(acting, kNirSearches, kNirSearchesADay); !few)
        return base::pass_on(few);
    const auto relation = relation_of_bearer(acting, nir);
    base::Result<Led> led = base::refuse(base::Refusal::NotFound, "doors.nir_nobody");
    std::optional<people::PersonId> told;
    if (relation) {
        led = through(acting, *relation, part);
        if (led || led.error().refusal == base::Refusal::Invalid) told = relation->person;
    }
    leave_entry(acting, {.act = audit::Act::SearchNir, .person = told});
    return led;
}

base::Result<people::PersonId> may_keep_nir(const Acting& acting, const base::PublicId& person) {
    const auto standing =
        sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    if (const auto may = may_use_nir(acting.house, acting.viewer); !may) return base::pass_on(may);
    if (standing->sight.is_frozen) return base::refuse(base::Refusal::Conflict, "followup.frozen");
    if (!standing->own.is_ongoing() || standing->sight.level != sharing::Level::Details)
        return base::refuse(base::Refusal::Conflict, "followup.already_ended");
    return standing->person;
}

base::Result<> keep_nir(const Acting& acting, const base::PublicId& person, const NirGiven& given) {
    const auto may = may_keep_nir(acting, person);
    if (!may) return base::pass_on(may);
    if (const auto few = counted(acting, kNirKept, kNirKeptADay); !few) return base::pass_on(few);
    const bool is_kept = kept(acting, *may, given);
    leave_entry(acting, {.act = audit::Act::KeepNir,
                         .person = *may,
                         .detail = is_kept ? "result=kept" : "result=refused"});
    if (!is_kept) return base::refuse(base::Refusal::Invalid, "doors.nir_not_kept", "secret_nir");
    return {};
}

}  // namespace gps::doors
