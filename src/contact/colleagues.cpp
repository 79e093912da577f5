#include "contact/colleagues.hpp"

#include "contact/colleagues_store.hpp"

#include <algorithm>
#include <array>

namespace gps::contact {
namespace {

using sharing::Coded;

constexpr std::array kSubjects{
    Coded{"POINT", "Faire le point sur le parcours"},
    Coded{"RENDEZ_VOUS", "Fixer ou préparer un rendez-vous"},
    Coded{"DEMARCHE", "Une démarche en cours"},
    Coded{"RELAIS", "Préparer un passage de relais"},
    Coded{"NOUVELLES", "Prendre ou donner des nouvelles"},
    Coded{"RAPIDE", "Une situation qui demande une réponse rapide"},
    Coded{"AUTRE", "Autre sujet"},
};

}  // namespace

base::Result<sharing::Standing> in_the_group(const Acting& acting, const base::PublicId& person) {
    auto found = sharing::standing(acting.tx, acting.viewer, person, acting.house.clock.now());
    if (found && !found->sight.sees_whole_group)
        return base::refuse(base::Refusal::NotFound, "sharing.no_file");
    return found;
}

std::vector<Colleague> colleagues(const Acting& acting, const sharing::Standing& standing) {
    return store::colleagues(acting.tx,
                             {.person = standing.person,
                              .viewer = acting.viewer.id,
                              .structure = acting.viewer.structure(),
                              .highest_sensitivity = standing.highest_sensitivity(),
                              .is_named_to_all = acting.viewer.acts_for().sensitivity <=
                                                 sharing::highest_sensitivity_shown(false),
                              .referent = standing.referent});
}

std::span<const Coded> subjects() {
    return kSubjects;
}

std::string_view subject_label(std::string_view code) {
    return label_in(kSubjects, code);
}

}  // namespace gps::contact
