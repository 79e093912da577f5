#include "requests/told.hpp"

#include "mail/usecases.hpp"
#include "requests/deadlines_store.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

constexpr std::string_view kWaits =
    "Une demande de suivi attend votre réponse dans GPS. Sans réponse dans les quatorze jours, "
    "elle "
    "sera refusée.";
constexpr std::string_view kStillWaits =
    "Une demande de suivi attend votre réponse dans GPS depuis sept jours. Sans réponse dans les "
    "sept jours qui viennent, elle sera refusée.";

std::string_view said_of(RequestState state) {
    switch (state) {
        case RequestState::Accepted:
            return "Votre demande de suivi est acceptée. Le dossier est dans vos suivis.";
        case RequestState::Refused:
            return "Votre demande de suivi n’est pas acceptée. Le motif se lit dans GPS.";
        case RequestState::Unanswered:
            return "Votre demande de suivi est restée quatorze jours sans réponse : elle est "
                   "close. "
                   "Vous pouvez en faire une autre.";
        case RequestState::Pending:
        case RequestState::Cancelled:
            break;
    }
    throw std::logic_error("nobody is told of this state of a request");
}

void tell(const Telling& telling, const std::string& recipient, std::string_view what) {
    mail::queue(telling.tx, {.kind = "requests.told",
                             .recipient = recipient,
                             .subject = "Vos demandes sur GPS",
                             .body = fmt::format("Bonjour,\n\n{}\n\n    {}/demandes\n\n"
                                                 "L’équipe GPS\n",
                                                 what, telling.public_url),
                             .queued_at = telling.now});
}

}  // namespace

void tell_deciders(const Telling& telling, RequestId request, bool is_reminder) {
    for (const auto& address : store::deciders(telling.tx, request))
        tell(telling, address, is_reminder ? kStillWaits : kWaits);
}

void tell_requester(const Telling& telling, people::ProfessionalId requester, RequestState state) {
    if (const auto address = store::address_of(telling.tx, requester))
        tell(telling, *address, said_of(state));
}

void tell_person(const Telling& telling, people::PersonId person) {
    const auto address = store::address_of(telling.tx, person);
    if (!address) return;
    mail::queue(telling.tx,
                {.kind = "requests.person_told",
                 .recipient = *address,
                 .subject = "Votre accompagnement",
                 .body = "Bonjour,\n\n"
                         "Un professionnel de plus participe à votre accompagnement : un de ceux "
                         "qui vous suivent déjà a accepté sa demande.\n\n"
                         "Pour savoir qui vous suit, ou si vous n’êtes pas d’accord, parlez-en au "
                         "professionnel que vous rencontrez d’habitude.\n\n"
                         "L’équipe GPS\n",
                 .queued_at = telling.now});
}

}  // namespace gps::requests
