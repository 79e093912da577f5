#include "structures/kinds.hpp"

#include <algorithm>
#include <array>

namespace gps::structures {
namespace {

constexpr bool kHabilitated = true;  // when the structure is imported
constexpr bool kOnDecision = false;  // of the platform

// Code, sensitivity, habilitation, label, what it does.
constexpr auto kKinds = std::to_array<Kind>({
    {"ACI", 0, kOnDecision, "Atelier et chantier d’insertion",
     "Emploie et accompagne des personnes très éloignées de l’emploi."},
    {"ACT", 2, kOnDecision, "Appartement de coordination thérapeutique",
     "Héberge des personnes malades et coordonne leurs soins."},
    {"AFPA", 0, kHabilitated, "Afpa",
     "Forme des adultes à un métier et les aide à choisir leur voie."},
    {"AI", 0, kOnDecision, "Association intermédiaire",
     "Met des demandeurs d’emploi à disposition de particuliers et d’entreprises."},
    {"ASE", 2, kHabilitated, "Aide sociale à l’enfance",
     "Protège des enfants et accompagne de jeunes majeurs."},
    {"ASSO", 0, kOnDecision, "Association", "Propose des services aux habitants."},
    {"Autre", 0, kOnDecision, "Autre organisme",
     "Accompagne des personnes sans relever d’un autre type."},
    {"BIB", 0, kHabilitated, "Bibliothèque ou médiathèque",
     "Donne accès à la lecture, au numérique et à des ateliers."},
    {"CAARUD", 2, kHabilitated, "Centre de réduction des risques pour usagers de drogues",
     "Accueille des personnes qui consomment des drogues."},
    {"CADA", 1, kHabilitated, "Centre d’accueil de demandeurs d’asile",
     "Héberge des personnes pendant leur demande d’asile."},
    {"CAF", 0, kHabilitated, "Caisse d’allocations familiales",
     "Verse le RSA et les aides aux familles et au logement."},
    {"CAP_EMPLOI", 1, kHabilitated, "Cap emploi",
     "Accompagne vers l’emploi des personnes en situation de handicap."},
    {"CAVA", 1, kHabilitated, "Centre d’adaptation à la vie active",
     "Redonne l’habitude du travail à des personnes en grande difficulté."},
    {"CCAS", 0, kHabilitated, "Centre communal d’action sociale",
     "Aide et domicilie les habitants de la commune."},
    {"CD", 0, kHabilitated, "Conseil départemental",
     "Pilote l’insertion et l’action sociale du département."},
    {"CHRS", 1, kHabilitated, "Centre d’hébergement et de réinsertion sociale",
     "Héberge des personnes sans logement et les accompagne."},
    {"CHU", 1, kHabilitated, "Centre d’hébergement d’urgence",
     "Met à l’abri toute personne sans logement."},
    {"CIAS", 0, kHabilitated, "Centre intercommunal d’action sociale",
     "Aide et domicilie les habitants de plusieurs communes."},
    {"CIDFF", 2, kOnDecision, "Centre d’information sur les droits des femmes et des familles",
     "Informe sur les droits et accompagne des victimes de violences."},
    {"CMP", 2, kOnDecision, "Centre médico-psychologique",
     "Soigne des personnes en souffrance psychique."},
    {"CPAM", 0, kOnDecision, "Caisse primaire d’assurance maladie",
     "Rembourse les soins et ouvre les droits à la santé."},
    {"CPH", 1, kHabilitated, "Centre provisoire d’hébergement",
     "Héberge et accompagne des personnes réfugiées."},
    {"CS", 0, kOnDecision, "Centre social",
     "Accueille les habitants d’un quartier et anime des activités avec eux."},
    {"CSAPA", 2, kHabilitated, "Centre de soins et de prévention en addictologie",
     "Soigne des personnes qui ont une addiction."},
    {"DEPT", 0, kHabilitated, "Service social du département",
     "Accompagne les habitants et les bénéficiaires du RSA."},
    {"E2C", 0, kHabilitated, "École de la deuxième chance",
     "Remet en formation de jeunes adultes sans diplôme."},
    {"EA", 1, kOnDecision, "Entreprise adaptée", "Emploie des personnes en situation de handicap."},
    {"EATT", 1, kOnDecision, "Entreprise adaptée de travail temporaire",
     "Propose des missions d’intérim à des personnes en situation de handicap."},
    {"EI", 0, kOnDecision, "Entreprise d’insertion",
     "Emploie et forme des personnes éloignées de l’emploi."},
    {"EPCI", 0, kOnDecision, "Intercommunalité",
     "Regroupe des communes et mène avec elles des actions d’insertion."},
    {"EPIDE", 0, kHabilitated, "Établissement pour l’insertion dans l’emploi",
     "Accueille en internat des jeunes qui préparent leur entrée dans l’emploi."},
    {"ESAT", 1, kOnDecision, "Établissement et service d’accompagnement par le travail",
     "Permet à des personnes en situation de handicap de travailler."},
    {"ESRP", 1, kOnDecision, "Établissement de réadaptation professionnelle",
     "Forme à un nouveau métier des personnes en situation de handicap."},
    {"ETTI", 0, kOnDecision, "Entreprise de travail temporaire d’insertion",
     "Propose des missions d’intérim avec un accompagnement."},
    {"FT", 0, kHabilitated, "France Travail",
     "Inscrit, oriente et accompagne les demandeurs d’emploi."},
    {"GEIQ", 0, kOnDecision, "Groupement d’employeurs pour l’insertion et la qualification",
     "Forme des salariés en alternance dans des entreprises."},
    {"HUDA", 1, kHabilitated, "Hébergement d’urgence pour demandeurs d’asile",
     "Met à l’abri des personnes qui demandent l’asile."},
    {"LAM", 2, kOnDecision, "Lits d’accueil médicalisés",
     "Accueille et soigne des personnes sans logement gravement malades."},
    {"LHSS", 2, kOnDecision, "Lits halte soins santé",
     "Soigne pour un temps des personnes sans logement."},
    {"MDPH", 1, kOnDecision, "Maison départementale des personnes handicapées",
     "Reconnaît le handicap et ouvre les droits."},
    {"MJPM", 2, kOnDecision, "Service mandataire judiciaire",
     "Protège des majeurs et leurs biens, sur décision d’un juge."},
    {"ML", 0, kHabilitated, "Mission locale",
     "Accompagne les jeunes de 16 à 25 ans vers l’emploi et l’autonomie."},
    {"MQ", 0, kOnDecision, "Maison de quartier", "Accueille les habitants d’un quartier."},
    {"MSA", 0, kHabilitated, "Mutualité sociale agricole",
     "Gère la sécurité sociale du monde agricole."},
    {"MUNI", 0, kOnDecision, "Mairie", "Propose les services de la commune."},
    {"OACAS", 1, kHabilitated, "Organisme d’accueil communautaire et d’activités solidaires",
     "Offre un lieu de vie et une activité solidaire."},
    {"OCASF", 1, kOnDecision, "Organisme d’hébergement et d’accompagnement social",
     "Relève du 8° de l’article L. 312-1 du code de l’action sociale."},
    {"ODC", 0, kHabilitated, "Organisme délégataire du département",
     "Accompagne des bénéficiaires du RSA pour le département."},
    {"OF", 0, kOnDecision, "Organisme de formation", "Forme des adultes."},
    {"OHPD", 0, kOnDecision, "Organisme habilité par le préfet",
     "Est reconnu par le préfet pour prescrire des parcours d’insertion."},
    {"OIL", 1, kOnDecision, "Opérateur d’intermédiation locative",
     "Loue ou sous-loue des logements à des personnes en difficulté."},
    {"PENSION", 2, kOnDecision, "Pension de famille ou résidence accueil",
     "Loge durablement des personnes fragiles et isolées."},
    {"PIJ_BIJ", 0, kHabilitated, "Point ou bureau information jeunesse",
     "Informe les jeunes sur leurs études, leurs droits et leurs projets."},
    {"PJJ", 2, kHabilitated, "Protection judiciaire de la jeunesse",
     "Suit des mineurs et de jeunes majeurs sur décision d’un juge."},
    {"PLIE", 0, kHabilitated, "Plan local pour l’insertion et l’emploi",
     "Accompagne de près des personnes longtemps sans emploi."},
    {"PREVENTION", 2, kOnDecision, "Service ou club de prévention",
     "Va à la rencontre de jeunes en difficulté."},
    {"REG", 0, kOnDecision, "Région", "Pilote la formation professionnelle de la région."},
    {"RFS", 0, kOnDecision, "France services", "Aide à faire ses démarches administratives."},
    {"RS_FJT", 1, kHabilitated, "Résidence sociale ou foyer de jeunes travailleurs",
     "Loge pour un temps des personnes à petit revenu ou de jeunes travailleurs."},
    {"SIAO", 1, kOnDecision, "Service intégré d’accueil et d’orientation",
     "Oriente les personnes sans logement vers un hébergement."},
    {"SPIP", 2, kHabilitated, "Service pénitentiaire d’insertion et de probation",
     "Suit des personnes placées sous main de justice."},
    {"UDAF", 1, kOnDecision, "Union départementale des associations familiales",
     "Défend les familles et les aide à gérer leur budget."},
});

static_assert(std::ranges::is_sorted(kKinds, {}, &Kind::code));

constexpr Kind kUnknown{"", 2, kOnDecision, "Type inconnu",
                        "Ce type n’est pas dans la liste des types connus."};

const Kind* known(std::string_view code) {
    const auto* found = std::ranges::lower_bound(kKinds, code, {}, &Kind::code);
    return found != kKinds.end() && found->code == code ? found : nullptr;
}

}  // namespace

std::span<const Kind> kinds() {
    return kKinds;
}

bool is_known_kind(std::string_view code) {
    return known(code) != nullptr;
}

const Kind& kind(std::string_view code) {
    const auto* found = known(code);
    return found != nullptr ? *found : kUnknown;
}

}  // namespace gps::structures
