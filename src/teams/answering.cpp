#include "teams/answering.hpp"

#include "mail/usecases.hpp"
#include "people/store.hpp"
#include "teams/store.hpp"
#include "teams/trace.hpp"

#include <fmt/format.h>

namespace gps::teams {

void tell(const access::Visit& visit, const std::string& recipient, const std::string& what,
          std::string_view path) {
    mail::queue(visit.tx, {.kind = "teams.told",
                           .recipient = recipient,
                           .subject = "Votre structure sur GPS",
                           .body = fmt::format("Bonjour,\n\n{}\n\n    {}{}\n\nL’équipe GPS\n", what,
                                               visit.house.public_url, path),
                           .queued_at = visit.now});
}

base::Result<> let_in(const access::Visit& visit, const Asked& asked, const base::PublicId& request,
                      Role role) {
    const auto asker = store::answer_request(visit.tx, asked.id, request, RequestState::Accepted,
                                             std::nullopt, visit.viewer.id, visit.now);
    if (!asker || !asker->is_active)
        return base::refuse(base::Refusal::NotFound, "teams.no_request");
    if (asker->id == visit.viewer.id)
        return base::refuse(base::Refusal::Forbidden, "teams.not_for_oneself");
    people::store::add_member(visit.tx, asker->id, asked.id, code(role), visit.today);
    leave_trace(visit, audit::Act::AcceptMembership, request, fmt::format("role={}", code(role)));
    tell(visit, asker->email,
         role == Role::Administrator
             ? fmt::format("Vous êtes maintenant administrateur de la structure {}.", asked.name)
             : fmt::format("Vous êtes maintenant membre de la structure {}.", asked.name),
         "/structure");
    return {};
}

base::Result<> keep_out(const access::Visit& visit, const Asked& asked,
                        const base::PublicId& request, std::string_view refusal) {
    if (!is_refusal(refusal))
        return base::refuse(base::Refusal::Invalid, "teams.refusal_required", "motif");
    const auto asker = store::answer_request(visit.tx, asked.id, request, RequestState::Refused,
                                             refusal, visit.viewer.id, visit.now);
    if (!asker) return base::refuse(base::Refusal::NotFound, "teams.no_request");
    leave_trace(visit, audit::Act::RefuseMembership, request, fmt::format("reason={}", refusal));
    tell(visit, asker->email,
         fmt::format("Votre demande d’être membre de la structure {} n’est pas acceptée. Le motif "
                     "se lit dans GPS.",
                     asked.name),
         "/mon-compte/demandes");
    return {};
}

}  // namespace gps::teams
