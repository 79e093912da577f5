#include "requests/told.hpp"

#include "mail/usecases.hpp"
#include "people/addressees_store.hpp"
#include "requests/deadlines_store.hpp"
#include "requests/paths.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

constexpr std::string_view kWaits =
    "Une demande attend votre réponse dans GPS. Sans réponse dans les quatorze jours, elle sera "
    "refusée.";
constexpr std::string_view kStillWaits =
    "Une demande attend votre réponse dans GPS depuis sept jours. Sans réponse dans les sept jours "
    "qui viennent, elle sera refusée.";
constexpr std::string_view kAccepted =
    "Votre demande de suivi est acceptée. Le dossier est dans vos suivis.";
constexpr std::string_view kGranted =
    "Votre demande de voir l’identité complète est acceptée. La date à laquelle l’accès prend fin "
    "se lit dans GPS.";
constexpr std::string_view kRefused = "Votre demande n’est pas acceptée. Le motif se lit dans GPS.";
constexpr std::string_view kUnanswered =
    "Votre demande est restée quatorze jours sans réponse : elle est close. Vous pouvez en faire "
    "une autre.";
constexpr std::string_view kFollowed =
    "Un professionnel de plus participe à votre accompagnement : sa demande a été acceptée.";
constexpr std::string_view kSeen =
    "Un professionnel qui participe déjà à votre accompagnement voit maintenant votre identité "
    "complète et vos coordonnées, pour une durée limitée : sa demande a été acceptée.";

std::string_view said_of(Kind kind, RequestState state) {
    switch (state) {
        case RequestState::Accepted:
            return kind == Kind::Join ? kAccepted : kGranted;
        case RequestState::Refused:
            return kRefused;
        case RequestState::Unanswered:
            return kUnanswered;
        case RequestState::Pending:
        case RequestState::Cancelled:
            break;
    }
    throw std::logic_error("nobody is told of this state of a request");
}

void tell(const Telling& telling, const std::string& recipient, std::string_view what,
          std::string_view path) {
    mail::queue(telling.tx, {.kind = "requests.told",
                             .recipient = recipient,
                             .subject = "Vos demandes sur GPS",
                             .body = fmt::format("Bonjour,\n\n{}\n\n    {}{}\n\nL’équipe GPS\n",
                                                 what, telling.public_url, path),
                             .queued_at = telling.now});
}

}  // namespace

void tell_deciders(const Telling& telling, RequestId request, const Deciders& deciders,
                   people::ProfessionalId requester, bool is_reminder) {
    const auto what = is_reminder ? kStillWaits : kWaits;
    const auto tell_all = [&](const std::vector<std::string>& addresses, std::string_view path) {
        for (const auto& address : addresses) tell(telling, address, what, path);
    };
    switch (deciders.who) {
        case WaitsFor::Contributors:
            return tell_all(store::deciders(telling.tx, request), kRequestsPath);
        case WaitsFor::Administrators:
            return tell_all(
                people::store::administrators(telling.tx, deciders.structure.value(), requester),
                kAdministratorsPath);
        case WaitsFor::Platform:
            return tell_all(people::store::platform_team(telling.tx, requester), kPlatformPath);
    }
}

void tell_requester(const Telling& telling, people::ProfessionalId requester, Kind kind,
                    RequestState state) {
    if (const auto address = store::address_of(telling.tx, requester))
        tell(telling, *address, said_of(kind, state), kRequestsPath);
}

void tell_person(const Telling& telling, people::PersonId person, Kind kind) {
    const auto address = store::address_of(telling.tx, person);
    if (!address) return;
    mail::queue(telling.tx,
                {.kind = "requests.person_told",
                 .recipient = *address,
                 .subject = "Votre accompagnement",
                 .body = fmt::format("Bonjour,\n\n{}\n\n"
                                     "Pour savoir qui vous suit, ou si vous n’êtes pas d’accord, "
                                     "parlez-en au professionnel que vous rencontrez "
                                     "d’habitude.\n\nL’équipe GPS\n",
                                     kind == Kind::Join ? kFollowed : kSeen),
                 .queued_at = telling.now});
}

}  // namespace gps::requests
