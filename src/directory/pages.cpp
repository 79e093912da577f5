#include "directory/pages.hpp"

#include "base/text.hpp"
#include "directory/views.hpp"
#include "people/identity.hpp"
#include "people/names.hpp"
#include "structures/kinds.hpp"
#include "structures/merging.hpp"
#include "structures/usecases.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "web/forms.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::directory {
namespace {

constexpr std::string_view kPath = "/structures";
constexpr std::size_t kLongestTyped = 200;  // bytes read of what is typed

// ---- The search ---------------------------------------------------------------------------------

struct Asked {
    structures::Query query = {};
    std::string after = {};

    [[nodiscard]] bool is_filtered() const {
        return !(query.words.empty() && query.kind.empty() && query.commune.empty() &&
                 query.department.empty());
    }
};

std::string typed(const web::Form& query, std::string_view field) {
    return base::clean(base::beginning(query.get(field), kLongestTyped));
}

// People leave out the first zero of a department: "1" is "01".
std::string department(std::string typed) {
    if (typed.size() == 1) typed.insert(0, 1, '0');
    return typed;
}

// What the address asks for; a kind that does not exist is left out.
Asked asked(const web::Form& query) {
    Asked asked{.query = {.words = typed(query, "nom"),
                          .kind = typed(query, "type"),
                          .department = department(typed(query, "departement")),
                          .commune = typed(query, "commune")},
                .after = typed(query, "apres")};
    if (!structures::is_known_kind(asked.query.kind)) asked.query.kind.clear();
    return asked;
}

std::string href(const structures::Query& query, const std::string& after) {
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    if (!query.words.empty()) fields.emplace_back("nom", query.words);
    if (!query.kind.empty()) fields.emplace_back("type", query.kind);
    if (!query.commune.empty()) fields.emplace_back("commune", query.commune);
    if (!query.department.empty()) fields.emplace_back("departement", query.department);
    if (!after.empty()) fields.emplace_back("apres", after);
    return web::with_query(kPath, fields);
}

std::vector<ui::Option> kinds_by_label() {
    std::vector<ui::Option> options;
    for (const auto& kind : structures::kinds())
        options.push_back({.value = std::string(kind.code), .text = std::string(kind.label)});
    std::ranges::sort(options, {},
                      [](const ui::Option& option) { return people::search_key(option.text); });
    return options;
}

std::string label_of(const structures::Structure& structure) {
    return std::string(structures::kind(structure.kind).label);
}

ui::Card card(const structures::Structure& structure) {
    ui::Card card{.title = structure.name,
                  .href = fmt::format("{}/{}", kPath, structure.public_id.text()),
                  .lines = {label_of(structure)},
                  .level = 3};
    if (!structure.city.empty()) card.lines.push_back(structure.city);
    return card;
}

ui::TextField field(std::string name, std::string label, std::string value) {
    return {.name = std::move(name),
            .label = std::move(label),
            .value = std::move(value),
            .type = "search",
            .max_length = 100};
}

SearchView view_of(const Asked& asked, const structures::Page& page) {
    const auto& query = asked.query;
    SearchView view{.name = field("nom", "Mots du nom de la structure", query.words),
                    .kind = {.name = "type",
                             .label = "Type de structure",
                             .options = kinds_by_label(),
                             .value = query.kind,
                             .placeholder = "Tous les types",
                             .is_one_of_several = true},
                    .commune = field("commune", "Commune", query.commune),
                    .department = field("departement", "Département", query.department),
                    .is_filtered = asked.is_filtered()};
    view.department.hint = "Son numéro, par exemple 30 ou 2A";
    view.department.max_length = 3;
    for (const auto& structure : page.structures) view.cards.push_back(card(structure));
    if (!asked.after.empty()) view.first_href = href(query, "");
    if (!page.next.empty()) view.pages.next_href = href(query, page.next.text());
    return view;
}

web::Response show_search(access::Visit& visit) {
    const auto what = asked(visit.request.query);
    const auto page = structures::search(visit.tx, what.query, base::PublicId::parse(what.after));
    const auto view = view_of(what, page);
    return ui::page(visit.frame("Annuaire"), [&](html::Writer& out) { render(out, view); });
}

// ---- One structure ------------------------------------------------------------------------------

// Short numbers, such as 3949, are shown as they are dialled.
std::string spoken_phone(const std::string& digits) {
    const auto phone = people::Phone::parse(digits);
    return phone ? ui::unbroken(phone->national()) : digits;
}

ui::DefinitionList contact(const structures::Structure& structure) {
    ui::DefinitionList list;
    if (!structure.phone.empty())
        list.entries.push_back({.term = "Téléphone",
                                .text = spoken_phone(structure.phone),
                                .href = "tel:" + structure.phone});
    if (!structure.email.empty())
        list.entries.push_back({.term = "Adresse électronique",
                                .text = structure.email,
                                .href = "mailto:" + structure.email});
    return list;
}

std::vector<std::string> address(const structures::Structure& structure) {
    std::vector<std::string> lines;
    if (!structure.address.empty()) lines.push_back(structure.address);
    const auto town = base::clean(structure.postcode + " " + structure.city);
    if (!town.empty()) lines.push_back(town);
    return lines;
}

std::string website(const structures::Structure& structure) {
    const auto& site = structure.website;
    return site.starts_with("https://") || site.starts_with("http://") ? site : "";
}

// A link that the user follows or not: nothing is loaded from that site by our page.
std::string map_href(const std::optional<structures::Coordinates>& place) {
    if (!place) return {};
    return fmt::format(
        "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/"
        "{1:.5f}",
        place->latitude, place->longitude);
}

// For who does not act for it: the page it leads to knows whether they are of it.
std::string join_href(const access::Visit& visit, const structures::Structure& structure) {
    const auto& acting_for = visit.viewer.acting_for;
    if (structure.state == structures::State::Closed) return {};
    if (acting_for && acting_for->id == structure.id) return {};
    return fmt::format("/structures/{}/rejoindre", structure.public_id.text());
}

web::Response show_structure(access::Visit& visit) {
    const auto id = base::PublicId::parse(visit.request.param("structure"));
    const auto found = structures::find(visit.tx, id);
    if (!found) {
        return access::refused(visit,
                               base::Error{base::Refusal::NotFound, "directory.no_structure"});
    }
    // Links that were kept lead to the structure that took the place of this one.
    if (const auto kept = structures::led_to(visit.tx, *found); kept.id != found->id)
        return web::Response::see_other(fmt::format("{}/{}", kPath, kept.public_id.text()));
    const StructureView view{.name = found->name,
                             .kind = label_of(*found),
                             .what = std::string(structures::kind(found->kind).what),
                             .is_closed = found->state == structures::State::Closed,
                             .address = address(*found),
                             .contact = contact(*found),
                             .website = website(*found),
                             .map_href = map_href(found->coordinates),
                             .is_habilitated = found->is_habilitated,
                             .join_href = join_href(visit, *found)};
    auto frame = visit.frame(found->name);
    frame.breadcrumbs = {{.text = "Annuaire", .href = std::string(kPath)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using access::Caller;
    using access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Get, kPath, Caller::SignedIn, Effect::Reads, Rate::Search, show_search},
        {Method::Get, "/structures/{structure}", Caller::SignedIn, Effect::Reads, Rate::Page,
         show_structure},
    };
}

}  // namespace gps::directory
