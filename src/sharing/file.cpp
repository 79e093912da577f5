#include "sharing/file.hpp"

#include "people/names.hpp"
#include "people/store.hpp"
#include "quotas/usecases.hpp"
#include "sharing/file_store.hpp"

#include <algorithm>
#include <utility>

namespace gps::sharing {
namespace {

std::string name_shown(const Standing& standing, const std::optional<people::Person>& details) {
    if (details)
        return people::shown_full(details->identity.birth_name, details->identity.first_name);
    return standing.initials.last + " " + standing.initials.first;
}

std::vector<Card> cards_of(db::Transaction& tx, const access::Viewer& viewer,
                           const Standing& standing) {
    store::CardsAsked asked{.person = standing.person,
                            .viewer = viewer.id,
                            .own_structure = viewer.structure(),
                            .highest_sensitivity = standing.highest_sensitivity(),
                            .referent = standing.referent};
    if (!standing.sight.sees_whole_group) asked.only = standing.own.id;
    return store::cards(tx, asked);
}

std::string_view code(Tab tab) {
    switch (tab) {
        case Tab::Contributors:
            return "tab=intervenants";
        case Tab::Trajectory:
            return "tab=parcours";
        case Tab::Information:
            return "tab=informations";
        case Tab::Mine:
            return "tab=intervention";
        case Tab::Readings:
            return "tab=consultations";
    }
    __builtin_unreachable();
}

}  // namespace

base::Result<Standing> standing(db::Transaction& tx, const access::Viewer& viewer,
                                const base::PublicId& person, base::Instant now) {
    auto found =
        store::standing(tx,
                        {.viewer = viewer.id,
                         .structure = viewer.structure(),
                         .referent_since = now.minus(std::chrono::hours(24 * kDaysAfterEnd))},
                        person);
    if (found && found->emergency_until && *found->emergency_until <= now)
        found->emergency_until.reset();
    if (found)
        found->sight = sight({.is_active_member = true,
                              .is_habilitated = viewer.is_habilitated(),
                              .person = found->state,
                              .own = found->own,
                              .is_in_emergency = found->emergency_until.has_value()},
                             base::paris_date(now));
    // Not Forbidden: that would tell a stranger that somebody is followed.
    if (!found || found->sight.level == Level::Nothing)
        return base::refuse(base::Refusal::NotFound, "sharing.no_file");
    return *std::move(found);
}

std::optional<ContributionId> last_supporter(const std::vector<Card>& cards) {
    const auto rank = [](const Card& card) {
        return std::pair(card.last_contact_on, card.is_ongoing());
    };
    const auto last = std::ranges::max_element(cards, {}, rank);
    if (last == cards.end() || !last->last_contact_on) return std::nullopt;
    return last->id;
}

bool may_ask_details(const Standing& standing) {
    return standing.sight.level == Level::Initials && standing.own.is_ongoing() &&
           !standing.sight.is_frozen;
}

bool may_review_sight(const Standing& standing, bool is_habilitated) {
    return standing.sight.level == Level::Details && standing.own.is_ongoing() &&
           sees_of_right(is_habilitated, standing.own);
}

base::Result<> show(const Acting& acting, const Standing& standing, const std::string& page) {
    if (const auto few =
            quotas::spend_in_memory(acting.house, acting.viewer, quotas::Purpose::File);
        !few)
        return few;
    leave_trace(acting, {.act = audit::Act::ReadFile, .person = standing.person, .detail = page});
    return {};
}

base::Result<File> read_file(const Acting& acting, const base::PublicId& person, Tab tab) {
    const auto& [house, tx, viewer, request_id] = acting;
    auto found = standing(tx, viewer, person, house.clock.now());
    if (!found) return base::pass_on(found);
    if (const auto shown = show(acting, *found, std::string(code(tab))); !shown)
        return base::pass_on(shown);
    File file{.standing = *std::move(found)};
    if (file.standing.sight.level == Level::Details)
        file.details = people::store::person(tx, file.standing.person);
    file.shown_name = name_shown(file.standing, file.details);
    if (tab == Tab::Contributors || tab == Tab::Trajectory)
        file.cards = cards_of(tx, viewer, file.standing);
    if (tab == Tab::Trajectory && file.standing.sight.sees_whole_group) {
        file.designations = store::designations(tx, file.standing.person);
        file.relays = store::relays(tx, file.standing.person);
    }
    if (tab == Tab::Mine) file.own_periods = store::periods(tx, file.standing.own.id);
    return file;
}

std::optional<base::PublicId> structure_to_switch_to(db::Transaction& tx,
                                                     const access::Viewer& viewer,
                                                     const base::PublicId& person) {
    return store::other_structure(tx, viewer, person);
}

}  // namespace gps::sharing
