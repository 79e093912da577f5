#include "sharing/model.hpp"

#include <algorithm>
#include <array>

namespace gps::sharing {
namespace {

constexpr std::array kReasons{
    Coded{"EMPLOI", "Accès à l’emploi"},
    Coded{"FORMATION", "Formation"},
    Coded{"LOGEMENT", "Logement"},
    Coded{"MOBILITE", "Mobilité"},
    Coded{"DROITS", "Accès aux droits"},
    Coded{"NUMERIQUE", "Numérique"},
    Coded{"BUDGET", "Budget"},
    Coded{"FAMILLE", "Famille"},
    Coded{"REMOBILISATION", "Remobilisation"},
    Coded{"AUTRE", "Autre"},
};

constexpr std::array kRoles{
    Coded{"CONSEILLER_EMPLOI", "Conseil en emploi"},
    Coded{"CIP", "Conseil en insertion professionnelle"},
    Coded{"TRAVAILLEUR_SOCIAL", "Travail social"},
    Coded{"CHARGE_ORIENTATION", "Orientation"},
    Coded{"EDUCATEUR", "Éducation spécialisée"},
    Coded{"FORMATEUR", "Formation"},
    Coded{"HEBERGEMENT", "Hébergement et logement"},
    Coded{"ENCADRANT", "Encadrement technique ou socioprofessionnel"},
    Coded{"AUTRE", "Autre accompagnement"},
};

constexpr std::array<std::string_view, 8> kDoors{"colleague", "identity", "create", "resume",
                                                 "request",   "import",   "nir",    "relay"};
template <std::size_t N>
const Coded* find(const std::array<Coded, N>& table, std::string_view code) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Coded& line) { return line.code == code; });
    return found == table.end() ? nullptr : &*found;
}

template <std::size_t N>
std::string_view label(const std::array<Coded, N>& table, std::string_view code,
                       std::string_view otherwise) {
    const auto* line = find(table, code);
    return line == nullptr ? otherwise : line->label;
}

}  // namespace

std::span<const Coded> reasons() {
    return kReasons;
}

Reasons reason_bit(std::string_view code) {
    for (std::size_t i = 0; i < kReasons.size(); ++i) {
        if (kReasons.at(i).code == code) return static_cast<Reasons>(1U << i);
    }
    return 0;
}

std::vector<std::string_view> reason_labels(Reasons chosen) {
    std::vector<std::string_view> labels;
    for (const auto& reason : kReasons) {
        if ((chosen & reason_bit(reason.code)) != 0) labels.push_back(reason.label);
    }
    return labels;
}

std::span<const Coded> roles() {
    return kRoles;
}

bool is_role(std::string_view code) {
    return find(kRoles, code) != nullptr;
}

std::string_view role_label(std::string_view code) {
    return label(kRoles, code, "Intervenant");
}

std::string_view code(Door door) {
    return kDoors.at(static_cast<std::size_t>(door));
}

}  // namespace gps::sharing
