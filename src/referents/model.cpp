#include "referents/model.hpp"

#include "followup/referent.hpp"

#include <algorithm>
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

template <class Codes>
std::string_view label_in(const Codes& codes, std::string_view code) {
    const auto* const found = std::ranges::find(codes, code, &Coded::code);
    return found == codes.end() ? std::string_view() : found->label;
}

}  // namespace

std::span<const Coded> reasons() {
    return kReasons;
}

bool is_reason(std::string_view code) {
    return !label_in(kReasons, code).empty();
}

std::string_view reason_label(std::string_view code) {
    const auto label = label_in(kReasons, code);
    return label.empty() ? label_in(kGiven, code) : label;
}

std::span<const Coded> objections() {
    return kObjections;
}

bool is_objection(std::string_view code) {
    return !label_in(kObjections, code).empty();
}

}  // namespace gps::referents
