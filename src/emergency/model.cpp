#include "emergency/model.hpp"

#include <algorithm>
#include <array>

namespace gps::emergency {
namespace {

using sharing::Coded;

constexpr std::array kReasons{
    Coded{"SECURITE", "La sécurité de la personne ou d’un proche est menacée"},
    Coded{"SECOURS", "La personne a besoin d’une aide tout de suite"},
    Coded{"SANS_NOUVELLES", "La personne ne donne plus de nouvelles et inquiète"},
    Coded{"HEBERGEMENT", "La personne n’a nulle part où dormir"},
    Coded{"ECHEANCE", "Un droit sera perdu dans les trois jours"},
    Coded{"AUTRE", "Autre urgence"},
};

struct VerdictLine {
    Verdict verdict;
    std::string_view code;
    std::string_view label;
};
constexpr std::array kVerdicts{
    VerdictLine{Verdict::Justified, "justified", "Justifié"},
    VerdictLine{Verdict::Unjustified, "unjustified", "Non justifié"},
};

}  // namespace

std::span<const Coded> reasons() {
    return kReasons;
}

bool is_reason(std::string_view code) {
    return is_in(kReasons, code);
}

std::string_view reason_label(std::string_view code) {
    return label_in(kReasons, code, kReasons.back().label);
}

std::string_view code(Verdict verdict) {
    return kVerdicts.at(static_cast<std::size_t>(verdict)).code;
}

std::string_view label(Verdict verdict) {
    return kVerdicts.at(static_cast<std::size_t>(verdict)).label;
}

std::optional<Verdict> verdict_of(std::string_view code) {
    const auto* const found = std::ranges::find(kVerdicts, code, &VerdictLine::code);
    if (found == kVerdicts.end()) return std::nullopt;
    return found->verdict;
}

}  // namespace gps::emergency
