#include "notices/model.hpp"

#include <algorithm>
#include <array>

namespace gps::notices {
namespace {

struct FrequencyLine {
    Frequency frequency;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kFrequencies{
    FrequencyLine{Frequency::AtOnce, "at_once", "Tout de suite"},
    FrequencyLine{Frequency::Daily, "daily", "Une fois par jour, à 7 heures"},
    FrequencyLine{Frequency::Weekly, "weekly", "Une fois par semaine, le lundi"},
    FrequencyLine{Frequency::Never, "never", "Jamais"}};

constexpr std::array kKinds{
    KindLine{.kind = Kind::Contributor,
             .code = "contributor",
             .label = "Un intervenant de plus auprès d’une personne",
             .subject = "Un intervenant de plus, parmi vos suivis",
             .by_default = Frequency::Daily},
    KindLine{.kind = Kind::Relay,
             .code = "relay",
             .label = "Passages de relais",
             .subject = "Un passage de relais sur GPS",
             .by_default = Frequency::AtOnce,
             .rarest = Frequency::Daily,
             .why = "Un relais attend une réponse pendant quatorze jours."},
    KindLine{.kind = Kind::Request,
             .code = "request",
             .label = "Demandes de suivi et d’accès à l’identité",
             .subject = "Vos demandes sur GPS",
             .by_default = Frequency::AtOnce,
             .rarest = Frequency::Daily,
             .why = "Une demande sans réponse est refusée après quatorze jours."},
    KindLine{.kind = Kind::Referent,
             .code = "referent",
             .label = "Changement de référent",
             .subject = "Le référent d’une personne que vous suivez",
             .by_default = Frequency::AtOnce,
             .rarest = Frequency::Daily,
             .why = "Vous n’avez que sept jours pour vous y opposer."},
    KindLine{.kind = Kind::Callback,
             .code = "callback",
             .label = "Demandes à être rappelé",
             .subject = "Une demande à être rappelé",
             .by_default = Frequency::AtOnce,
             .rarest = Frequency::Daily,
             .why = "Un collègue attend votre appel."},
    KindLine{.kind = Kind::End,
             .code = "end",
             .label = "Fin automatique d’une intervention",
             .subject = "Une de vos interventions sur GPS",
             .by_default = Frequency::Daily,
             .rarest = Frequency::Weekly,
             .why = "Vous n’avez que trente jours pour la continuer."},
    KindLine{.kind = Kind::Alert,
             .code = "alert",
             .label = "Alertes\u00a0: une personne est peut-être seule",
             .subject = "Une alerte parmi vos suivis",
             .by_default = Frequency::Daily,
             .rarest = Frequency::Weekly,
             .why = "Une personne est peut-être seule."},
    KindLine{.kind = Kind::Message,
             .code = "message",
             .label = "Messages par GPS",
             .subject = "Un message par GPS",
             .by_default = Frequency::Never},
};

constexpr std::string_view kFile = "/personnes/{personne}";
constexpr std::string_view kAlertsPage = "/personnes/{personne}/alertes";
constexpr std::string_view kReferentPage = "/personnes/{personne}/referent";
constexpr std::string_view kRequestsPage = "/demandes";
constexpr std::string_view kRelaysReceived = "/relais";
constexpr std::string_view kRelaysToTake = "/relais?liste=a-prendre";
constexpr std::string_view kRelaysGiven = "/relais?liste=envoyes";
constexpr std::string_view kCallbacks = "/rappels";
constexpr std::string_view kCallbacksSent = "/rappels?liste=envoyes";
constexpr std::string_view kCaseload = "/suivis";
constexpr std::string_view kForAdministrators = "/equipe/demandes-de-suivi";

constexpr std::array kEvents{
    EventLine{Event::ContributorJoined, "contributor_joined", Kind::Contributor,
              "Un intervenant de plus suit une personne que vous suivez.", kFile},
    EventLine{Event::RelayProposed, "relay_proposed", Kind::Relay,
              "Un professionnel vous propose de prendre le relais auprès d’une personne, ou de "
              "l’accompagner aussi. Répondez dans les quatorze jours.",
              kRelaysReceived},
    EventLine{Event::RelayToTake, "relay_to_take", Kind::Relay,
              "Un relais est proposé à votre structure. Le premier membre qui le prend y répond, "
              "dans les quatorze jours.",
              kRelaysToTake},
    EventLine{Event::RelayStillWaits, "relay_still_waits", Kind::Relay,
              "Un relais attend votre réponse depuis sept jours. Il s’arrête dans sept jours.",
              kRelaysReceived},
    EventLine{Event::RelayStillToTake, "relay_still_to_take", Kind::Relay,
              "Un relais attend depuis sept jours que votre structure le prenne. Il s’arrête dans "
              "sept jours.",
              kRelaysToTake},
    EventLine{Event::RelayTaken, "relay_taken", Kind::Relay,
              "Un membre de la structure a pris en charge le relais que vous avez proposé. Il va y "
              "répondre.",
              kRelaysGiven},
    EventLine{Event::RelayAccepted, "relay_accepted", Kind::Relay,
              "Le relais que vous avez proposé est accepté.", kRelaysGiven},
    EventLine{Event::RelayRefused, "relay_refused", Kind::Relay,
              "Le relais que vous avez proposé n’est pas accepté. Le motif se lit dans GPS.",
              kRelaysGiven},
    EventLine{Event::RelayExpired, "relay_expired", Kind::Relay,
              "Le relais que vous avez proposé est resté quatorze jours sans réponse. Vous suivez "
              "toujours la personne\u00a0: proposez-le à quelqu’un d’autre.",
              kRelaysGiven},
    EventLine{Event::RelayCancelled, "relay_cancelled", Kind::Relay,
              "Un relais qui vous était proposé est annulé. Vous n’avez rien à faire.",
              kRelaysReceived},
    EventLine{Event::RelayDone, "relay_done", Kind::Relay,
              "On sait ce qu’est devenu un relais que vous avez proposé. Cela se lit dans GPS.",
              kRelaysGiven},
    EventLine{Event::RequestWaits, "request_waits", Kind::Request,
              "Une demande attend votre réponse dans GPS. Sans réponse dans les quatorze jours, "
              "elle sera refusée.",
              kRequestsPage},
    EventLine{Event::RequestStillWaits, "request_still_waits", Kind::Request,
              "Une demande attend votre réponse dans GPS depuis sept jours. Sans réponse dans les "
              "sept jours qui viennent, elle sera refusée.",
              kRequestsPage},
    EventLine{Event::RequestWaitsForAdministrators, "request_waits_for_administrators",
              Kind::Request,
              "Une demande attend la réponse de votre structure dans GPS. Sans réponse dans les "
              "quatorze jours, elle sera refusée.",
              kForAdministrators},
    EventLine{Event::RequestStillWaitsForAdministrators, "request_still_waits_for_administrators",
              Kind::Request,
              "Une demande attend la réponse de votre structure dans GPS depuis sept jours. Sans "
              "réponse dans les sept jours qui viennent, elle sera refusée.",
              kForAdministrators},
    EventLine{Event::RequestAccepted, "request_accepted", Kind::Request,
              "Votre demande de suivi est acceptée. Le dossier est dans vos suivis.", kFile},
    EventLine{Event::DetailsGranted, "details_granted", Kind::Request,
              "Votre demande de voir l’identité complète est acceptée. La date à laquelle l’accès "
              "prend fin se lit dans GPS.",
              kRequestsPage},
    EventLine{Event::RequestRefused, "request_refused", Kind::Request,
              "Votre demande n’est pas acceptée. Le motif se lit dans GPS.", kRequestsPage},
    EventLine{Event::RequestUnanswered, "request_unanswered", Kind::Request,
              "Votre demande est restée quatorze jours sans réponse\u00a0: elle est close. Vous "
              "pouvez en faire une autre.",
              kRequestsPage},
    EventLine{Event::DetailsTakenBack, "details_taken_back", Kind::Request,
              "Un accès à l’identité complète d’une personne que vous suivez vous est retiré. Vous "
              "voyez de nouveau ses initiales.",
              kRequestsPage},
    EventLine{Event::ReferentChanged, "referent_changed", Kind::Referent,
              "Un référent est désigné pour une personne que vous suivez\u00a0: vous l’étiez, ou "
              "vous le devenez. Vous avez sept jours pour vous y opposer, depuis l’onglet "
              "Intervenants de son dossier.",
              kReferentPage},
    EventLine{Event::ReferentObjected, "referent_objected", Kind::Referent,
              "Une opposition a été faite au changement de référent d’une personne que vous "
              "suivez\u00a0: le référent d’avant l’est de nouveau, s’il la suit encore.",
              kReferentPage},
    EventLine{
        Event::CallbackAsked, "callback_asked", Kind::Callback,
        "Un intervenant d’une personne que vous suivez vous demande de le rappeler. Vous avez "
        "quatorze jours pour lui répondre.",
        kCallbacks},
    EventLine{Event::CallbackAnswered, "callback_answered", Kind::Callback,
              "Un intervenant à qui vous avez demandé de vous rappeler a choisi un créneau.",
              kCallbacksSent},
    EventLine{Event::CallbackMissed, "callback_missed", Kind::Callback,
              "Un intervenant à qui vous avez demandé de vous rappeler n’a pas réussi à vous "
              "joindre. Vous pouvez lui refaire une demande.",
              kCallbacksSent},
    EventLine{Event::CallbackDone, "callback_done", Kind::Callback,
              "Un intervenant à qui vous avez demandé de vous rappeler dit que c’est fait.",
              kCallbacksSent},
    EventLine{Event::CallbackCancelled, "callback_cancelled", Kind::Callback,
              "Une demande de rappel que vous aviez reçue est annulée\u00a0: vous n’avez plus à "
              "rappeler.",
              kCallbacks},
    EventLine{Event::PartEnds, "part_ends", Kind::End,
              "Faute de contact connu avec la personne depuis vingt-quatre mois, une de vos "
              "interventions se terminera d’elle-même dans trente jours. Si vous la suivez "
              "toujours, continuez-la d’un clic.",
              kFile},
    EventLine{Event::PartEnded, "part_ended", Kind::End,
              "Après vingt-quatre mois sans contact connu, une de vos interventions s’est terminée "
              "d’elle-même. Vous pouvez la reprendre pendant trente jours.",
              kFile},
    EventLine{Event::AlertNobody, "alert_nobody", Kind::Alert,
              "Plus personne ne suit, depuis trente jours, une personne que vous avez suivie.",
              kAlertsPage},
    EventLine{Event::AlertNoContact, "alert_no_contact", Kind::Alert,
              "Aucun contact n’est connu, depuis quatre-vingt-dix jours, avec une personne que "
              "vous suivez.",
              kAlertsPage},
    EventLine{Event::AlertRelayUnanswered, "alert_relay_unanswered", Kind::Alert,
              "Un relais proposé pour une personne que vous suivez est resté quatorze jours sans "
              "réponse.",
              kAlertsPage},
    EventLine{
        Event::MessageSent, "message_sent", Kind::Message,
        "Un intervenant d’une personne que vous suivez vous écrit. Son message est aussi dans "
        "vos courriels.",
        kFile},
    EventLine{Event::ContributorReplaced, "contributor_replaced", Kind::Contributor,
              "Un intervenant d’une personne que vous suivez quitte sa structure\u00a0: un de ses "
              "collègues prend la suite.",
              kFile},
    EventLine{Event::ContributorBack, "contributor_back", Kind::Contributor,
              "Le remplacement d’un intervenant d’une personne que vous suivez est annulé.", kFile},
    EventLine{
        Event::PeopleEntrusted, "people_entrusted", Kind::Relay,
        "Un collègue quitte votre structure\u00a0: vous suivez maintenant des personnes "
        "qu’il suivait. Elles sont dans vos suivis, et les rappels qu’on lui demandait à leur "
        "sujet dans vos rappels.",
        kCaseload},
    EventLine{Event::PeopleTakenBack, "people_taken_back", Kind::Relay,
              "Des personnes qu’un collègue suivait vous avaient été confiées\u00a0: c’est annulé. "
              "Vous gardez celles pour qui vous avez agi depuis.",
              kCaseload},
    EventLine{Event::RelayToTakeAgain, "relay_to_take_again", Kind::Relay,
              "Un relais attendait la réponse d’un membre qui quitte votre structure\u00a0: il est "
              "de nouveau à prendre.",
              kRelaysToTake},
};

}  // namespace

std::span<const Frequency> frequencies() {
    static constexpr std::array kAll{Frequency::AtOnce, Frequency::Daily, Frequency::Weekly,
                                     Frequency::Never};
    return kAll;
}

std::string_view code(Frequency frequency) {
    return kFrequencies.at(static_cast<std::size_t>(frequency)).code;
}

std::string_view label(Frequency frequency) {
    return kFrequencies.at(static_cast<std::size_t>(frequency)).label;
}

std::optional<Frequency> frequency_of(std::string_view code) {
    const auto* const found = std::ranges::find(kFrequencies, code, &FrequencyLine::code);
    if (found == kFrequencies.end()) return std::nullopt;
    return found->frequency;
}

std::span<const KindLine> kinds() {
    return std::span(kKinds).first(kKinds.size() - 1);
}

const KindLine& line_of(Kind kind) {
    return kKinds.at(static_cast<std::size_t>(kind));
}

std::span<const EventLine> events() {
    return kEvents;
}

const EventLine& line_of(Event event) {
    return kEvents.at(static_cast<std::size_t>(event));
}

const EventLine* event_of(std::string_view code) {
    const auto* const found = std::ranges::find(kEvents, code, &EventLine::code);
    return found == kEvents.end() ? nullptr : found;
}

}  // namespace gps::notices
