#include "teams/usecases.hpp"

#include "access/limits.hpp"
#include "factors/usecases.hpp"
#include "people/addressees_store.hpp"
#include "people/members_store.hpp"
#include "teams/answering.hpp"
#include "teams/store.hpp"
#include "teams/trace.hpp"

#include <fmt/format.h>

namespace gps::teams {
namespace {

auto no_member() {
    return base::refuse(base::Refusal::NotFound, "teams.no_member");
}

// Somebody always administers a structure that somebody administered.
bool leaves_nobody(const access::Visit& visit, const Member& leaving) {
    return leaving.role == Role::Administrator &&
           !store::has_other_administrator(visit.tx, visit.viewer.structure(), leaving.id);
}

// Those who may answer for a structure: its administrators, else the team of the service.
void tell_answerers(const access::Visit& visit, const Askable& asked) {
    auto answering = people::store::administrators(visit.tx, asked.id);
    const auto path = answering.empty() ? "/plateforme/demandes" : "/equipe/demandes";
    if (answering.empty()) answering = people::store::platform_team(visit.tx);
    for (const auto& address : answering) {
        tell(visit, address,
             fmt::format("Un professionnel demande à être membre de la structure {}. Sa demande "
                         "attend votre réponse.",
                         asked.name),
             path);
    }
}

Asked asked_here(const access::Visit& visit) {
    return {.id = visit.viewer.structure(), .name = visit.viewer.acts_for().name};
}

}  // namespace

// ---- Members ------------------------------------------------------------------------------------

Members members(const access::Visit& visit, const base::PublicId& after) {
    Place place;
    if (const auto from = store::member(visit.tx, visit.viewer.structure(), after))
        place = {.name_key = from->name_key, .id = from->id};
    Members page{.rows =
                     store::members(visit.tx, visit.viewer.structure(), place, kMembersAPage + 1)};
    if (page.rows.size() > kMembersAPage) {
        page.rows.pop_back();
        page.next = page.rows.back().public_id;
    }
    return page;
}

std::optional<Member> member(const access::Visit& visit, const base::PublicId& professional) {
    return store::member(visit.tx, visit.viewer.structure(), professional);
}

std::vector<Departure> departures(const access::Visit& visit) {
    return store::departures(visit.tx, visit.viewer.structure(),
                             visit.today.plus_days(-kDaysOfDepartures));
}

std::vector<Invitation> invitations(const access::Visit& visit) {
    return store::invitations(visit.tx, visit.viewer.structure(), visit.now);
}

std::vector<Request> requests(const access::Visit& visit) {
    return store::requests(visit.tx, visit.viewer.structure());
}

base::Result<> name_role(const access::Visit& visit, const base::PublicId& professional,
                         Role role) {
    people::store::lock_members(visit.tx, visit.viewer.structure());
    const auto named = member(visit, professional);
    if (!named) return no_member();
    if (named->role == role) return {};
    if (leaves_nobody(visit, *named))
        return base::refuse(base::Refusal::Conflict, "teams.last_administrator");
    people::store::set_member_role(visit.tx, named->id, visit.viewer.structure(), code(role));
    leave_trace(visit, audit::Act::NameRole, professional, fmt::format("role={}", code(role)));
    tell(visit, named->email,
         fmt::format("Votre rôle dans la structure {} est maintenant : {}.",
                     visit.viewer.acts_for().name, label(role)),
         "/suivis");
    return {};
}

base::Result<> record_departure(const access::Visit& visit, const base::PublicId& professional) {
    people::store::lock_members(visit.tx, visit.viewer.structure());
    const auto leaving = member(visit, professional);
    if (!leaving) return no_member();
    if (leaves_nobody(visit, *leaving))
        return base::refuse(base::Refusal::Conflict, "teams.last_administrator");
    people::store::end_member(visit.tx, leaving->id, visit.viewer.structure(), visit.today);
    leave_trace(visit, audit::Act::RecordDeparture, professional);
    tell(visit, leaving->email,
         fmt::format("Vous n’êtes plus membre de la structure {}. Vous ne voyez plus les personnes "
                     "que vous suiviez pour elle.",
                     visit.viewer.acts_for().name),
         "/structure");
    return {};
}

base::Result<std::string> give_factor_link(const access::Visit& visit,
                                           const base::PublicId& professional) {
    const auto owner = member(visit, professional);
    if (!owner) return no_member();
    if (owner->id == visit.viewer.id)
        return base::refuse(base::Refusal::Forbidden, "teams.not_for_oneself");
    return visit.house.public_url +
           factors::give_link(visit.tx, visit.house.keys, owner->id, visit.viewer.id, visit.now);
}

bool set_platform(db::Transaction& tx, people::ProfessionalId professional, bool is_of_team,
                  base::Instant now) {
    if (!is_of_team) return store::unname_platform(tx, professional);
    return store::name_platform(tx, professional, now);
}

// ---- Asking to be a member ----------------------------------------------------------------------

std::optional<Askable> askable(const access::Visit& visit, const base::PublicId& structure) {
    return store::askable(visit.tx, visit.viewer.id, structure);
}

base::Result<> ask(const access::Visit& visit, const base::PublicId& structure) {
    const auto asked = askable(visit, structure);
    if (!asked) return base::refuse(base::Refusal::NotFound, "teams.no_structure");
    if (asked->is_member) return base::refuse(base::Refusal::Conflict, "teams.already_member");
    if (asked->has_asked) return {};
    if (access::count_one(visit.tx, kRequestsADay, std::to_string(visit.viewer.id.value),
                          visit.now) > kRequestsADay.at_most)
        return base::refuse(base::Refusal::TooMany, "teams.too_many_requests");
    if (!store::add_request(visit.tx, visit.viewer.id, asked->id, visit.now)) return {};
    leave_trace(visit, audit::Act::AskMembership, structure);
    tell_answerers(visit, *asked);
    return {};
}

std::vector<Sent> sent(const access::Visit& visit) {
    return store::sent(visit.tx, visit.viewer.id);
}

base::Result<> cancel_request(const access::Visit& visit, const base::PublicId& request) {
    if (!store::cancel_request(visit.tx, visit.viewer.id, request, visit.now))
        return base::refuse(base::Refusal::NotFound, "teams.no_request");
    leave_trace(visit, audit::Act::CancelMembershipRequest, request);
    return {};
}

base::Result<> accept_request(const access::Visit& visit, const base::PublicId& request) {
    return let_in(visit, asked_here(visit), request, Role::Member);
}

base::Result<> refuse_request(const access::Visit& visit, const base::PublicId& request,
                              std::string_view refusal) {
    return keep_out(visit, asked_here(visit), request, refusal);
}

}  // namespace gps::teams
