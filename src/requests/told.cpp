#include "requests/told.hpp"

#include "mail/usecases.hpp"
#include "people/addressees_store.hpp"
#include "requests/deadlines_store.hpp"
#include "requests/paths.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace gps::requests {
namespace {

// To the team of the service, who act for no structure and have no notifications.
constexpr std::string_view kWaits =
    "Une demande attend votre réponse dans GPS. Sans réponse dans les quatorze jours, elle sera "
    "refusée.";
constexpr std::string_view kStillWaits =
    "Une demande attend votre réponse dans GPS depuis sept jours. Sans réponse dans les sept jours "
    "qui viennent, elle sera refusée.";
constexpr std::string_view kFollowed =
    "Un professionnel de plus participe à votre accompagnement : sa demande a été acceptée.";
constexpr std::string_view kSeen =
    "Un professionnel qui participe déjà à votre accompagnement voit maintenant votre identité "
    "complète et vos coordonnées, pour une durée limitée : sa demande a été acceptée.";

notices::Event said_of(Kind kind, RequestState state) {
    switch (state) {
        case RequestState::Accepted:
            return kind == Kind::Join ? notices::Event::RequestAccepted
                                      : notices::Event::DetailsGranted;
        case RequestState::Refused:
            return notices::Event::RequestRefused;
        case RequestState::Unanswered:
            return notices::Event::RequestUnanswered;
        case RequestState::Pending:
        case RequestState::Cancelled:
            break;
    }
    throw std::logic_error("nobody is told of this state of a request");
}

void tell_platform(const Telling& telling, people::ProfessionalId requester,
                   std::string_view what) {
    for (const auto& address : people::store::platform_team(telling.tx, requester))
        mail::queue(telling.tx, {.kind = "requests.told",
                                 .recipient = address,
                                 .subject = "Vos demandes sur GPS",
                                 .body = fmt::format("Bonjour,\n\n{}\n\n    {}{}\n\nL’équipe GPS\n",
                                                     what, telling.public_url, kPlatformPath),
                                 .queued_at = telling.now});
}

}  // namespace

void tell_deciders(const Telling& telling, RequestId request, const Deciders& deciders,
                   const store::About& about, bool is_reminder) {
    using notices::Event;
    const auto news = [&](Event first, Event again) {
        return notices::News{.event = is_reminder ? again : first, .person = about.person};
    };
    switch (deciders.who) {
        case WaitsFor::Contributors:
            return notices::tell(telling, news(Event::RequestWaits, Event::RequestStillWaits),
                                 store::deciders(telling.tx, request));
        case WaitsFor::Administrators:
            return notices::tell_administrators(
                telling,
                news(Event::RequestWaitsForAdministrators,
                     Event::RequestStillWaitsForAdministrators),
                deciders.structure.value_or(structures::StructureId{}), about.professional);
        case WaitsFor::Platform:
            return tell_platform(telling, about.professional, is_reminder ? kStillWaits : kWaits);
    }
}

void tell_requester(const Telling& telling, const store::About& about, Kind kind,
                    RequestState state) {
    const std::array whom{
        notices::Recipient{.professional = about.professional, .structure = about.structure}};
    notices::tell(telling, {.event = said_of(kind, state), .person = about.person}, whom);
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
