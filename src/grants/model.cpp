#include "grants/model.hpp"

#include <algorithm>
#include <array>

namespace gps::grants {
namespace {

using sharing::Coded;

constexpr std::array kDurations{
    Duration{"1M", "Un mois", 31},
    Duration{"3M", "Trois mois", 92},
    Duration{"6M", "Six mois", 183},
    Duration{"12M", "Un an", 365},
};

constexpr std::array kRevocations{
    Coded{"PLUS_UTILE", "L’accès n’est plus utile"},
    Coded{"PERSONNE_REFUSE", "La personne ne le souhaite pas"},
    Coded{"PAR_ERREUR", "L’accès a été accordé par erreur"},
    Coded{"AUTRE_USAGE", "L’accès a servi à autre chose"},
    Coded{"AUTRE", "Autre motif"},
};

constexpr std::array kReasons{
    Coded{"JOINDRE", "Joindre la personne ou prendre rendez-vous"},
    Coded{"DEMARCHE", "L’aider dans une démarche"},
    Coded{"ORIENTATION", "L’orienter vers une solution"},
    Coded{"COORDINATION", "Se coordonner avec les autres intervenants"},
    Coded{"IDENTITE", "Vérifier qu’il s’agit de la bonne personne"},
    Coded{"AUTRE", "Autre motif"},
};

}  // namespace

std::span<const Duration> durations() {
    return kDurations;
}

std::optional<base::Date> last_day(std::string_view duration, base::Date from) {
    const auto* const found = std::ranges::find(kDurations, duration, &Duration::code);
    if (found == kDurations.end()) return std::nullopt;
    return from.plus_days(found->days);
}

std::span<const Coded> revocations() {
    return kRevocations;
}

bool is_revocation(std::string_view code) {
    return is_in(kRevocations, code);
}

std::span<const Coded> reasons() {
    return kReasons;
}

bool is_reason(std::string_view code) {
    return is_in(kReasons, code);
}

std::string_view reason_label(std::string_view code) {
    return label_in(kReasons, code, kReasons.back().label);
}

}  // namespace gps::grants
