#include "contact/sheet.hpp"

#include "contact/sheet_store.hpp"
#include "people/identity.hpp"
#include "people/names.hpp"
#include "people/store.hpp"
#include "quotas/usecases.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::contact {
namespace {

using base::Refusal;

Helper helper_of(const store::OnSheet& line) {
    const auto phone = people::Phone::parse(line.phone);
    return {.name = line.name,
            .role = std::string(sharing::role_label(line.role)),
            .structure = line.structure,
            .phone = phone ? phone->national() : "",
            .is_referent = line.is_referent};
}

// Their name is read last, once nothing refuses it.
std::string name_of(db::Transaction& tx, people::PersonId person) {
    const auto found = people::store::person(tx, person);
    return people::shown_full(found.identity.birth_name, found.identity.first_name);
}

}  // namespace

bool may_have_sheet(const sharing::Standing& standing) {
    return standing.sight.level == sharing::Level::Details && standing.sight.sees_whole_group;
}

base::Result<Sheet> sheet(const Acting& acting, const base::PublicId& person) {
    const auto standing =
        sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (!standing) return base::pass_on(standing);
    if (!may_have_sheet(*standing))
        return base::refuse(Refusal::Forbidden, "contact.sheet_needs_details");
    if (const auto few = quotas::spend(sharing::spending(acting), quotas::Purpose::Reveal); !few)
        return base::pass_on(few);
    if (const auto shown = sharing::show(acting, *standing, "tab=fiche-contacts"); !shown)
        return base::pass_on(shown);
    auto lines = store::on_sheet(acting.tx,
                                 {.person = standing->person,
                                  .referent = standing->referent,
                                  .highest_sensitivity = sharing::highest_sensitivity_shown(false),
                                  .limit = kHelpersOnASheet + 1});
    Sheet found;
    if (lines.size() > kHelpersOnASheet) {
        lines.resize(kHelpersOnASheet);
        found.is_partial = true;
    }
    for (const auto& line : lines) {
        if (line.is_left_out) {
            found.is_partial = true;
        } else {
            found.helpers.push_back(helper_of(line));
        }
    }
    const auto numbers = std::ranges::count_if(
        found.helpers, [](const Helper& helper) { return !helper.phone.empty(); });
    leave_trace(acting, {.act = audit::Act::RevealContact,
                         .person = standing->person,
                         .detail = fmt::format("as=sheet,phones={}", numbers)});
    found.person = name_of(acting.tx, standing->person);
    return found;
}

}  // namespace gps::contact
