#include "relays/model.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gps::relays {
namespace {

constexpr std::array kKinds{Coded{"handover", "Passage de relais"},
                            Coded{"addition", "Intervenant en plus"}};
constexpr std::array kStates{
    Coded{"sent", "Envoyé"},          Coded{"seen", "Vu"},
    Coded{"accepted", "Accepté"},     Coded{"refused", "Refusé"},
    Coded{"expired", "Sans réponse"}, Coded{"cancelled", "Annulé"},
    Coded{"done", "Conclu"},
};

constexpr std::array kReasons{
    Coded{"COMPLEMENT", "Un besoin que ma structure ne couvre pas"},
    Coded{"SITUATION", "Sa situation a changé"},
    Coded{"DEMENAGEMENT", "La personne a déménagé"},
    Coded{"DUREE", "La durée prévue de mon intervention est atteinte"},
    Coded{"DEPART", "Je quitte mon poste ou je m’absente"},
    Coded{"SOUHAIT", "La personne le souhaite"},
    Coded{"AUTRE", "Autre motif"},
};

constexpr std::array kWishes{
    Coded{"DEMANDE", "Elle le demande"},
    Coded{"ACCORD", "Elle est d’accord"},
    Coded{"RENCONTRER", "Elle veut d’abord vous rencontrer"},
};

constexpr std::array kMessages{
    Coded{"SEMAINE", "À voir dans la semaine"},
    Coded{"APPELER", "La personne attend un appel"},
    Coded{"ELLE_APPELLE", "La personne prend contact elle-même"},
    Coded{"A_TROIS", "Un premier rendez-vous à trois est possible"},
    Coded{"DEMARCHE", "Une démarche est en cours chez nous"},
    Coded{"M_APPELER", "Appelez-moi avant de la voir"},
};

constexpr std::array kRefusals{
    Coded{"CAPACITE", "Plus de place"},
    Coded{"HORS_CRITERES", "Hors de nos critères"},
    Coded{"HORS_TERRITOIRE", "Hors de notre territoire"},
    Coded{"DEJA_SUIVI", "Déjà suivie chez nous"},
    Coded{"PERSONNE_REFUSE", "La personne ne le souhaite pas"},
    Coded{"INFO_MANQUANTE", "Il manque des informations"},
    Coded{"DOUBLON", "Déjà proposé"},
    Coded{"AUTRE", "Autre motif"},
};

constexpr std::array kOutcomes{
    Coded{kFollowupStarted, "Le suivi a commencé"},
    Coded{"RDV_MANQUE", "Premier rendez-vous manqué"},
    Coded{"INJOIGNABLE", "Personne injoignable"},
    Coded{"REORIENTEE", "Personne orientée ailleurs"},
    Coded{"PERSONNE_REFUSE", "La personne n’a pas voulu"},
    Coded{"AUTRE", "Autre issue"},
};

// The place of a code in a table that follows an enum.
template <class Table>
std::size_t place_of(const Table& table, std::string_view code) {
    const auto* const found = std::ranges::find(table, code, &Coded::code);
    if (found == table.end()) throw std::logic_error("unknown code of a relay");
    return static_cast<std::size_t>(found - table.begin());
}

}  // namespace

std::string_view code(Kind kind) {
    return kKinds.at(static_cast<std::size_t>(kind)).code;
}
std::string_view code(State state) {
    return kStates.at(static_cast<std::size_t>(state)).code;
}
Kind kind_of(std::string_view code) {
    return static_cast<Kind>(place_of(kKinds, code));
}
State state_of(std::string_view code) {
    return static_cast<State>(place_of(kStates, code));
}
std::string_view label(Kind kind) {
    return kKinds.at(static_cast<std::size_t>(kind)).label;
}
std::string_view label(State state) {
    return kStates.at(static_cast<std::size_t>(state)).label;
}

std::span<const Coded> reasons() {
    return kReasons;
}
std::span<const Coded> wishes() {
    return kWishes;
}
std::span<const Coded> refusals() {
    return kRefusals;
}
std::span<const Coded> outcomes() {
    return kOutcomes;
}
std::span<const Coded> messages() {
    return kMessages;
}

Messages message_bit(std::string_view code) {
    return bit_in(kMessages, code);
}

std::vector<std::string_view> message_labels(Messages chosen) {
    return labels_in(kMessages, chosen);
}

}  // namespace gps::relays
