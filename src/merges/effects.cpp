#include "merges/effects.hpp"

#include "base/text.hpp"
#include "structures/kinds.hpp"
#include "ui/french.hpp"

#include <fmt/format.h>

namespace gps::merges {
namespace {

using structures::Structure;

std::string quoted(const std::string& name) {
    return fmt::format("«\u00a0{}\u00a0»", name);
}

// "12 membres", "plus de 400 membres".
std::string counted(int number, std::string_view one, std::string_view many) {
    if (number > kMostCounted) return fmt::format("plus de {} {}", kMostCounted, many);
    return ui::count(number, one, many);
}

std::string named(const Structure& structure) {
    switch (structure.sensitivity) {
        case 0:
            return "Nommée aux autres structures";
        case 1:
            return "Nommée aux autres structures (sensibilité 1)";
        default:
            return "«\u00a0Autre intervenant\u00a0» pour les autres structures, sauf accord de la "
                   "personne";
    }
}

ui::DefinitionList facts(const Structure& structure) {
    ui::DefinitionList list;
    const auto add = [&](std::string term, std::string text) {
        if (text.empty()) text = "Non renseigné";
        list.entries.push_back({.term = std::move(term), .text = std::move(text)});
    };
    add("Nom", structure.name);
    add("Type", std::string(structures::kind(structure.kind).label));
    add("Habilitation", structure.is_habilitated ? "Habilitée" : "Non habilitée");
    add("Nom montré", named(structure));
    add("Adresse",
        base::clean(structure.address + " " + structure.postcode + " " + structure.city));
    add("SIRET", structure.siret);
    return list;
}

ui::DefinitionList moving(const Counts& counts) {
    ui::DefinitionList list;
    const auto add = [&](std::string term, int number) {
        list.entries.push_back({.term = std::move(term), .text = bounded(number, kMostCounted)});
    };
    add("Membres", counts.members);
    add("Dont administrateurs", counts.administrators);
    add("Suivis en cours", counts.ongoing);
    add("Suivis terminés", counts.past);
    add("Demandes en attente", counts.requests);
    add("Accès accordés en cours", counts.grants);
    add("Accords des personnes en cours", counts.agreements);
    add("Invitations en attente", counts.invitations);
    add("Demandes d’adhésion en attente", counts.asks);
    return list;
}

// Whether the members of the one that goes see more or less by the other.
std::string sight_said(const Preview& preview) {
    const auto members = counted(preview.twin_counts.members, "membre", "membres");
    const auto& name = quoted(preview.twin.name);
    if (preview.kept.is_habilitated == preview.twin.is_habilitated)
        return "Aucun membre ne voit plus ni moins de détails qu’avant\u00a0: l’habilitation des "
               "deux "
               "structures est la même.";
    if (preview.kept.is_habilitated)
        return fmt::format(
            "Les membres de {} ({}) voyaient des initiales\u00a0: ils verront l’identité complète "
            "des personnes qu’ils suivent, car la structure gardée est habilitée.",
            name, members);
    return fmt::format(
        "Les membres de {} ({}) voyaient l’identité complète\u00a0: ils ne verront plus que des "
        "initiales, sauf des personnes qu’ils ont enregistrées ou dont le détail leur est accordé.",
        name, members);
}

std::vector<std::string> changes(const Preview& preview) {
    const auto& [kept, twin] = std::pair(preview.kept, preview.twin);
    std::vector<std::string> says;
    says.push_back(sight_said(preview));
    says.push_back(fmt::format(
        "Les membres de {} ({}) et ceux de {} ({}) deviennent collègues\u00a0: chacun peut "
        "retrouver et suivre à son tour une personne que l’autre suit.",
        quoted(twin.name), counted(preview.twin_counts.members, "membre", "membres"),
        quoted(kept.name), counted(preview.kept_counts.members, "membre", "membres")));
    if (preview.twin_counts.administrators > 0)
        says.push_back(fmt::format(
            "Les administrateurs de {} ({}) administrent désormais {}.", quoted(twin.name),
            bounded(preview.twin_counts.administrators, kMostCounted), quoted(kept.name)));
    if (kept.sensitivity == 2 && twin.sensitivity < 2)
        says.push_back(
            fmt::format("Les membres de {} ne seront plus nommés aux autres structures"
                        "\u00a0: {} est «\u00a0Autre intervenant\u00a0».",
                        quoted(twin.name), quoted(kept.name)));
    if (kept.kind != twin.kind)
        says.push_back(fmt::format("Les suivis de {} seront ceux d’une structure de type {}.",
                                   quoted(twin.name),
                                   quoted(std::string(structures::kind(kept.kind).label))));
    says.push_back(
        "Les liens, les invitations et les listes importées qui nomment la structure qui "
        "disparaît mènent à celle qui est gardée.");
    return says;
}

// Found among the first of each; more may be said when all were not looked at.
std::vector<std::string> shared(const Preview& preview) {
    std::vector<std::string> says;
    if (preview.shared.members > 0)
        says.push_back(fmt::format(
            "Déjà membres des deux structures\u00a0: {}. Ils gardent le rôle le plus large "
            "et la date d’arrivée la plus ancienne.",
            bounded(preview.shared.members, kMostCounted)));
    if (preview.shared.parts > 0)
        says.push_back(
            fmt::format("Suivis qu’un même professionnel a pour les deux structures\u00a0: {}. "
                        "Leurs périodes sont "
                        "réunies en un suivi, et le référent reste le même.",
                        bounded(preview.shared.parts, kMostCounted)));
    const auto is_more = [](const Counts& counts) {
        return counts.members > kMostCounted || counts.ongoing > kMostCounted;
    };
    if (is_more(preview.twin_counts))
        says.push_back(fmt::format(
            "Seuls les {} premiers membres et suivis ont été comparés\u00a0: il peut y en "
            "avoir d’autres.",
            kMostCounted));
    return says;
}

}  // namespace

std::string bounded(int number, int most) {
    return number > most ? fmt::format("plus de {}", most) : fmt::to_string(number);
}

EffectsView effects_of(const Preview& preview) {
    return {.kept = preview.kept.name,
            .twin = preview.twin.name,
            .stays = facts(preview.kept),
            .goes = facts(preview.twin),
            .moves = moving(preview.twin_counts),
            .changes = changes(preview),
            .shared = shared(preview)};
}

}  // namespace gps::merges
