#include "platform/search_form.hpp"

#include "base/text.hpp"
#include "lists/cells.hpp"
#include "structures/kinds.hpp"

namespace gps::platform {
namespace {

constexpr std::size_t kLongestTyped = 200;  // bytes read of what is typed

}  // namespace

SearchForm SearchForm::typed(const web::Form& query) {
    const auto typed = [&](std::string_view field) {
        return base::clean(base::beginning(query.get(field), kLongestTyped));
    };
    return {.words = typed("nom"), .siret = typed("siret"), .after = typed("apres")};
}

std::optional<structures::Query> SearchForm::read(ui::Mistakes& mistakes) const {
    structures::Query query{.words = words};
    if (siret.empty()) return query;
    const auto number = lists::siret(siret);
    if (!number) {
        mistakes.add("siret", "platform.siret_wrong");
        return std::nullopt;
    }
    query.siret = *number;
    return query;
}

SearchView SearchForm::view(std::string_view action, const ui::Mistakes& mistakes) const {
    return {.action = std::string(action),
            .words = {.name = "nom",
                      .label = "Mots du nom ou de la commune",
                      .value = words,
                      .type = "search",
                      .max_length = 100,
                      .is_one_of_several = true},
            .siret = {.name = "siret",
                      .label = "SIRET",
                      .hint = "14 chiffres. Le nom n’est alors pas lu.",
                      .value = siret,
                      .error = mistakes.on("siret"),
                      .type = "search",
                      .max_length = 30,
                      .is_one_of_several = true}};
}

std::string SearchForm::href(std::string_view action, std::string_view after_which) const {
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    if (!words.empty()) fields.emplace_back("nom", words);
    if (!siret.empty()) fields.emplace_back("siret", siret);
    if (!after_which.empty()) fields.emplace_back("apres", after_which);
    return web::with_query(action, fields);
}

ui::Card found_card(const structures::Structure& structure, std::string href) {
    ui::Card card{.title = structure.name,
                  .href = std::move(href),
                  .lines = {std::string(structures::kind(structure.kind).label)},
                  .level = 3};
    const auto town = base::clean(structure.postcode + " " + structure.city);
    if (!town.empty()) card.lines.push_back(town);
    if (!structure.siret.empty()) card.lines.push_back("SIRET " + structure.siret);
    return card;
}

}  // namespace gps::platform
