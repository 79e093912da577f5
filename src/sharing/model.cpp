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

}  // namespace

std::span<const Coded> reasons() {
    return kReasons;
}

Reasons reason_bit(std::string_view code) {
    return bit_in(kReasons, code);
}

std::vector<std::string_view> reason_labels(Reasons chosen) {
    return labels_in(kReasons, chosen);
}

std::span<const Coded> roles() {
    return kRoles;
}

bool is_role(std::string_view code) {
    return is_in(kRoles, code);
}

std::string_view role_label(std::string_view code) {
    return label_in(kRoles, code, "Intervenant");
}

std::string_view code(Door door) {
    return kDoors.at(static_cast<std::size_t>(door));
}

}  // namespace gps::sharing
