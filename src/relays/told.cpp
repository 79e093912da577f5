#include "relays/told.hpp"

#include "mail/usecases.hpp"
#include "relays/rules.hpp"
#include "relays/store.hpp"

#include <span>

#include <fmt/format.h>

namespace gps::relays {
namespace {

using notices::Event;

void tell(const notices::Telling& telling, const notices::News& news,
          people::ProfessionalId professional,
          const std::optional<structures::StructureId>& structure) {
    const auto acts_for = structure ? structure : store::first_structure(telling.tx, professional);
    if (!acts_for) return;  // they are of no structure any more
    const notices::Recipient recipient{.professional = professional, .structure = *acts_for};
    notices::tell(telling, news, std::span(&recipient, 1));
}

}  // namespace

void tell_taker(const notices::Telling& telling, const Relay& relay, Event event,
                std::optional<notices::Actor> actor) {
    if (relay.is_outside) return;
    notices::News news{.event = event, .person = relay.person, .actor = actor};
    if (relay.professional) return tell(telling, news, *relay.professional, relay.structure);
    if (event == Event::RelayProposed) news.event = Event::RelayToTake;
    if (event == Event::RelayStillWaits) news.event = Event::RelayStillToTake;
    if (relay.structure) notices::tell_administrators(telling, news, *relay.structure, relay.giver);
}

void tell_giver(const notices::Telling& telling, const Relay& relay, Event event,
                std::optional<notices::Actor> actor) {
    tell(telling, {.event = event, .person = relay.person, .actor = actor}, relay.giver,
         relay.giver_structure);
}

// Who reads it may never have heard of GPS.
void send_link(const notices::Telling& telling, const Relay& relay, std::string_view link) {
    mail::queue(
        telling.tx,
        {.kind = "relays.link",
         .recipient = relay.outside_email,
         .subject = "Une demande d’accompagnement",
         .body = fmt::format(
             "Bonjour,\n\n{}, {}, vous propose d’accompagner une personne, avec son accord.\n\n"
             "Ouvrez ce lien pour lire la demande et répondre. Il sert une seule fois, pendant "
             "quatorze jours\u00a0:\n\n    {}/relais-propose/{}\n\n"
             "Si cette demande n’est pas pour vous, répondez non\u00a0: un autre accompagnement "
             "sera cherché.\n\nL’équipe GPS\n",
             relay.giver_name, relay.giver_structure_name, telling.public_url, link),
         .queued_at = telling.now,
         .expires_at = telling.now.plus(kAnsweredWithin)});
}

}  // namespace gps::relays
