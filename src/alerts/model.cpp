#include "alerts/model.hpp"

#include <algorithm>
#include <stdexcept>

namespace gps::alerts {
namespace {

constexpr std::array kAll{
    KindLine{.kind = Kind::Nobody,
             .code = "nobody",
             .days = 30,
             .title = "Plus personne ne suit cette personne depuis trente jours",
             .advice = "Reprenez votre intervention si elle est terminée depuis peu, ou passez par "
                       "«\u00a0Suivre une personne\u00a0».",
             .is_for_those_who_left = true,
             .event = notices::Event::AlertNobody},
    KindLine{.kind = Kind::NoContact,
             .code = "no_contact",
             .days = 90,
             .title = "Aucun contact connu avec cette personne depuis quatre-vingt-dix jours",
             .advice = "Si vous l’avez vue ou entendue, dites-le depuis son dossier. Sinon, prenez "
                       "contact avec elle, ou avec un autre intervenant.",
             .event = notices::Event::AlertNoContact},
    KindLine{.kind = Kind::RelayUnanswered,
             .code = "relay_unanswered",
             .days = 14,
             .title = "Un relais est resté quatorze jours sans réponse",
             .advice = "Proposez le relais à un autre intervenant ou à une autre structure.",
             .event = notices::Event::AlertRelayUnanswered},
};
static_assert(kAll.size() == kKinds);

constexpr std::array kClosings{
    sharing::Coded{"CONTACT_REPRIS", "Le contact est repris"},
    sharing::Coded{"ACCOMPAGNEE_AILLEURS", "La personne est accompagnée ailleurs"},
    sharing::Coded{"PLUS_BESOIN", "La personne n’a plus besoin d’être accompagnée"},
    sharing::Coded{"NE_SOUHAITE_PLUS", "La personne ne souhaite plus être suivie"},
    sharing::Coded{"INJOIGNABLE", "La personne reste injoignable"},
    sharing::Coded{"SANS_OBJET", "L’alerte n’avait pas lieu d’être"},
    sharing::Coded{"AUTRE", "Autre motif"},
};

}  // namespace

std::span<const KindLine> kinds() {
    return kAll;
}

const KindLine& line_of(Kind kind) {
    return kAll.at(static_cast<std::size_t>(kind));
}

Kind kind_of(std::string_view code) {
    const auto* const found = std::ranges::find(kAll, code, &KindLine::code);
    if (found == kAll.end()) throw std::logic_error("an alert of no kind");
    return found->kind;
}

sharing::Codes closings() {
    return kClosings;
}

std::string_view closing_label(std::string_view code) {
    return sharing::label_in(kClosings, code, "Un intervenant a agi depuis");
}

}  // namespace gps::alerts
