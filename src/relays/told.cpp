#include "relays/told.hpp"

#include "mail/usecases.hpp"
#include "people/addressees_store.hpp"
#include "relays/rules.hpp"
#include "relays/store.hpp"

#include <fmt/format.h>

namespace gps::relays {
namespace {

std::string_view sentence(News news) {
    switch (news) {
        case News::Sent:
            return "Un professionnel vous propose de prendre le relais auprès d’une personne, ou "
                   "de l’accompagner aussi. Répondez dans les quatorze jours.";
        case News::Recalled:
            return "Un relais attend votre réponse depuis sept jours. Il s’arrête dans sept jours.";
        case News::Taken:
            return "Un membre de la structure a pris en charge le relais que vous avez proposé. Il "
                   "va y répondre.";
        case News::Accepted:
            return "Le relais que vous avez proposé est accepté.";
        case News::Refused:
            return "Le relais que vous avez proposé n’est pas accepté. Le motif se lit dans GPS.";
        case News::Cancelled:
            return "Un relais qui vous était proposé est annulé. Vous n’avez rien à faire.";
        case News::Expired:
            return "Le relais que vous avez proposé est resté quatorze jours sans réponse. Vous "
                   "suivez toujours la personne\u00a0: proposez-le à quelqu’un d’autre.";
        case News::Concluded:
            return "On sait ce qu’est devenu un relais que vous avez proposé. Cela se lit dans "
                   "GPS.";
    }
    __builtin_unreachable();
}

void send(const Telling& telling, const std::string& to, std::string_view what,
          const std::string& path) {
    mail::queue(telling.tx, {.kind = "relays.told",
                             .recipient = to,
                             .subject = "Un relais sur GPS",
                             .body = fmt::format("Bonjour,\n\n{}\n\n    {}{}\n\nL’équipe GPS\n",
                                                 what, telling.public_url, path),
                             .queued_at = telling.now});
}

std::string page_of(const Relay& relay) {
    return "/relais/" + relay.public_id.text();
}

// Who reads it may never have heard of GPS.
void send_link(const Telling& telling, const Relay& relay, std::string_view link) {
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

}  // namespace

void tell_taker(const Telling& telling, const Relay& relay, News news, std::string_view link) {
    if (relay.is_outside) {
        if (!link.empty()) send_link(telling, relay, link);
        return;
    }
    if (relay.professional) {
        if (const auto address = store::address_of(telling.tx, *relay.professional))
            send(telling, *address, sentence(news), page_of(relay));
        return;
    }
    for (const auto& address :
         people::store::administrators(telling.tx, relay.structure.value(), relay.giver))
        send(telling, address, sentence(news), page_of(relay));
}

void tell_giver(const Telling& telling, const Relay& relay, News news) {
    if (const auto address = store::address_of(telling.tx, relay.giver))
        send(telling, *address, sentence(news), page_of(relay));
}

}  // namespace gps::relays
