#include "followup/referent.hpp"

#include "followup/acts_store.hpp"
#include "followup/ending.hpp"
#include "followup/referent_store.hpp"

namespace gps::followup {
namespace {

base::Date told_since(const Acting& acting) {
    return seen_since(acting.house.clock.today());
}

struct Naming {
    people::PersonId person = {};
    ContributionId part = {};
    std::string_view reason = {};
    std::optional<people::ProfessionalId> decided_by = {};
};

std::optional<Designated> name(const Acting& acting, const Naming& naming) {
    auto& tx = acting.tx;
    const auto now = acting.house.clock.now();
    store::lock_group(tx, naming.person, now);
    const auto former = store::referent_of(tx, naming.person);
    if (former == naming.part || !store::goes_on(tx, naming.person, naming.part))
        return std::nullopt;
    store::end_designation(tx, naming.person, now, store::DesignationEnd::Replaced);
    store::add_designation(tx, {.person = naming.person,
                                .part = naming.part,
                                .former = former,
                                .reason = naming.reason,
                                .decided_by = naming.decided_by,
                                .at = now});
    store::set_referent(tx, naming.person, naming.part, told_since(acting));
    return Designated{.former = former};
}

}  // namespace

std::optional<Designated> designate(const Acting& acting, people::PersonId person,
                                    ContributionId part, std::string_view reason) {
    return name(acting,
                {.person = person, .part = part, .reason = reason, .decided_by = acting.viewer.id});
}

bool undo_designation(const Acting& acting, people::PersonId person, ContributionId part,
                      std::string_view objection) {
    auto& tx = acting.tx;
    const auto now = acting.house.clock.now();
    store::lock_group(tx, person, now);
    if (store::referent_of(tx, person) != part) return false;
    const auto ended =
        store::end_designation(tx, person, now, store::DesignationEnd::Objected, objection);
    if (!ended) return false;
    const auto again =
        ended->former && store::goes_on(tx, person, *ended->former) ? ended->former : std::nullopt;
    if (again)
        store::add_designation(tx, {.person = person,
                                    .part = *again,
                                    .former = part,
                                    .reason = kAfterObjection,
                                    .decided_by = acting.viewer.id,
                                    .at = now});
    store::set_referent(tx, person, again, told_since(acting));
    return true;
}

bool appoint_referent(const Acting& acting, people::PersonId person) {
    const auto part =
        store::own_part(acting.tx, person, acting.viewer.id, acting.viewer.structure());
    if (!part || !part->is_ongoing()) return false;
    name(acting, {.person = person, .part = part->id, .reason = kByAuthority});
    return true;
}

}  // namespace gps::followup
