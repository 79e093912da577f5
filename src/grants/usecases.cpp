#include "grants/usecases.hpp"

#include "followup/acts.hpp"
#include "grants/store.hpp"
#include "notices/usecases.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::grants {
namespace {

using base::Refusal;

base::Result<sharing::Standing> reviewing(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!found) return found;
    if (!sharing::may_review_sight(*found, acting.viewer.is_habilitated()))
        return base::refuse(Refusal::NotFound, "sharing.no_file");
    return found;
}

void tell_holder(const Acting& acting, const store::Revoked& revoked) {
    const std::array whom{
        notices::Recipient{.professional = revoked.holder, .structure = revoked.structure}};
    notices::tell(notices::telling(acting),
                  {.event = notices::Event::DetailsTakenBack, .person = revoked.person}, whom);
}

base::Result<> take_back(const Acting& acting, store::Revocation revocation) {
    if (!is_revocation(revocation.reason))
        return base::refuse(Refusal::Invalid, "grants.revocation_required", "motif");
    revocation.by = acting.viewer.id;
    revocation.at = acting.house.clock.now();
    revocation.today = acting.house.clock.today();
    const auto revoked = store::revoke(acting.tx, revocation);
    if (!revoked) return base::refuse(Refusal::NotFound, "grants.no_grant");
    followup::let_see(acting, revoked->person, revoked->holder, revoked->structure, std::nullopt);
    tell_holder(acting, *revoked);
    leave_trace(acting, {.act = audit::Act::RevokeGrant,
                         .person = revoked->person,
                         .subject = revocation.grant.text(),
                         .detail = fmt::format("reason={}", revocation.reason)});
    return {};
}

}  // namespace

bool give(const Acting& acting, const Given& given) {
    if (!followup::let_see(acting, given.person, given.holder, given.structure, given.until))
        return false;
    store::add_grant(acting.tx, {.person = given.person,
                                 .holder = given.holder,
                                 .structure = given.structure,
                                 .request = given.request,
                                 .by = acting.viewer.id,
                                 .at = acting.house.clock.now(),
                                 .until = given.until});
    return true;
}

base::Result<OnPerson> on_person(const Acting& acting, const base::PublicId& person) {
    const auto standing = reviewing(acting, person);
    if (!standing) return base::pass_on(standing);
    if (const auto shown = sharing::show(acting, *standing, "tab=acces"); !shown)
        return base::pass_on(shown);
    const store::Reader reader{.structure = acting.viewer.structure(),
                               .highest_sensitivity = standing->highest_sensitivity()};
    return OnPerson{.person = standing->initials.last + " " + standing->initials.first,
                    .grants = store::on_person(acting.tx, standing->person, reader,
                                               acting.house.clock.today())};
}

base::Result<> revoke(const Acting& acting, const base::PublicId& person,
                      const base::PublicId& grant, std::string_view reason) {
    const auto standing = reviewing(acting, person);
    if (!standing) return base::pass_on(standing);
    return take_back(acting, {.grant = grant, .person = standing->person, .reason = reason});
}

std::vector<Grant> of_structure(const Acting& acting) {
    return store::of_structure(acting.tx, {.structure = acting.viewer.structure()},
                               acting.house.clock.today());
}

base::Result<> revoke_of_member(const Acting& acting, const base::PublicId& grant,
                                std::string_view reason) {
    return take_back(acting,
                     {.grant = grant, .structure = acting.viewer.structure(), .reason = reason});
}

}  // namespace gps::grants
