#include "proposals/suggestions.hpp"

#include <algorithm>

namespace gps::proposals {
namespace {

constexpr auto kNeeds = std::to_array<Need>({
    {"emploi", "Chercher un emploi", {"FT", "ML", "PLIE"}},
    {"projet", "Choisir un métier", {"FT", "ML", "AFPA"}},
    {"formation", "Se former", {"AFPA", "OF", "REG"}},
    {"insertion", "Travailler en insertion", {"ACI", "EI", "ETTI"}},
    {"langue", "Lire, écrire, parler français", {"OF", "CS", "BIB"}},
    {"numerique", "Le numérique", {"RFS", "BIB", "CS"}},
    {"mobilite", "Se déplacer", {"FT", "CCAS", "REG"}},
    {"logement", "Se loger", {"DEPT", "CCAS", "SIAO"}},
    {"famille", "La famille, la garde d’enfants", {"CAF", "DEPT", "CS"}},
    {"budget", "Le budget", {"CCAS", "DEPT", "UDAF"}},
    {"droits", "Les droits, les démarches", {"RFS", "CCAS", "CPAM"}},
    {"handicap", "Le handicap au travail", {"CAP_EMPLOI", "MDPH", "FT"}},
    {"lien", "Reprendre confiance", {"CS", "PLIE", "OACAS"}},
});

}  // namespace

std::span<const Need> needs() {
    return kNeeds;
}

const Need* need(std::string_view code) {
    const auto* const found = std::ranges::find(kNeeds, code, &Need::code);
    return found == kNeeds.end() ? nullptr : found;
}

}  // namespace gps::proposals
