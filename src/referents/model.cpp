#include "referents/model.hpp"

#include "followup/referent.hpp"

#include <array>

namespace gps::referents {
namespace {

using sharing::Coded;

constexpr std::array kReasons{
    Coded{"ORIENTATION", "Décision d’orientation"},
    Coded{"REORIENTATION", "Décision de réorientation"},
    Coded{"DEPART", "Le référent quitte son poste ou s’absente"},
    Coded{"DEMENAGEMENT", "La personne a déménagé"},
    Coded{"SOUHAIT", "La personne le souhaite"},
    Coded{"ORGANISATION", "Organisation des services"},
    Coded{"AUTRE", "Autre motif"},
};

// Those that nobody chooses.
constexpr std::array kGiven{
    Coded{followup::kByAuthority, "Donnée d’une autorité"},
    Coded{followup::kAfterObjection, "Après une opposition"},
    Coded{followup::kByRelay, "Passage de relais"},
};

constexpr std::array kObjections{
    Coded{"NON_CONCERTE", "Le changement n’a pas été concerté"},
    Coded{"NON_COMPETENT", "Le public ou le territoire n’est pas le bon"},
    Coded{"CAPACITE", "La structure n’a plus de place"},
    Coded{"PERSONNE_REFUSE", "La personne ne le souhaite pas"},
    Coded{"ERREUR", "C’est une erreur"},
    Coded{"AUTRE", "Autre motif"},
};

}  // namespace

std::span<const Coded> reasons() {
    return kReasons;
}

bool is_reason(std::string_view code) {
    return is_in(kReasons, code);
}

std::string_view reason_label(std::string_view code) {
    return label_in(kReasons, code, label_in(kGiven, code));
}

std::span<const Coded> objections() {
    return kObjections;
}

bool is_objection(std::string_view code) {
    return is_in(kObjections, code);
}

}  // namespace gps::referents
