#include "merges/pages_pairs.hpp"

#include "merges/effects.hpp"
#include "merges/rules.hpp"
#include "merges/usecases.hpp"
#include "merges/views.hpp"
#include "platform/deciding.hpp"
#include "platform/model.hpp"
#include "platform/search_form.hpp"
#include "structures/kinds.hpp"
#include "structures/usecases.hpp"
#include "ui/french.hpp"
#include "ui/mistakes.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gps::merges {
namespace {

// ---- The pairs that wait ------------------------------------------------------------------------

std::string_view likeness_said(structures::Likeness why) {
    switch (why) {
        case structures::Likeness::Name:
            return "Même nom";
        case structures::Likeness::Phone:
            return "Même téléphone";
        case structures::Likeness::Address:
            return "Même adresse";
    }
    __builtin_unreachable();
}

std::string source_said(const Side& side) {
    if (side.source == structures::kPlatformSource) return "Créée par la plateforme";
    return fmt::format("Liste {}, {}", side.source, side.source_id);
}

DoublesView::Side side_view(const Side& side) {
    DoublesView::Side view{.name = side.name,
                           .href = platform_address(side.public_id),
                           .source = source_said(side),
                           .lines = {std::string(structures::kind(side.kind).label)}};
    if (side.is_habilitated)
        view.badges.push_back({.tone = ui::Tone::Success, .text = "Habilitée"});
    if (!side.city.empty()) view.lines.push_back(side.city);
    if (!side.siret.empty()) view.lines.push_back("SIRET " + side.siret);
    view.lines.push_back(source_said(side));
    view.lines.push_back(side.members > kMostCountedInList
                             ? fmt::format("Plus de {} membres", kMostCountedInList)
                             : ui::count(side.members, "membre", "membres"));
    return view;
}

DoublesView::Pair pair_view(const WaitingPair& pair) {
    const auto& [first, second, why] = pair;
    const bool in_order = keeps_first(first, second);
    const auto& kept = in_order ? first : second;
    const auto& twin = in_order ? second : first;
    return {.title = fmt::format("{} et {}", first.name, second.name),
            .why = std::string(likeness_said(why)),
            .sides = {side_view(first), side_view(second)},
            .prepare = preview_address(kept.public_id, twin.public_id),
            .apart = fmt::format("{}/{}/{}/ecarter", kDoubles, first.public_id.text(),
                                 second.public_id.text())};
}

ui::Card merge_card(const Merge& merge) {
    return {.title = fmt::format("{} et {}", merge.kept_name, merge.twin_name),
            .href = merge_address(merge.public_id),
            .badges = {{.tone = merge.state == State::Asked ? ui::Tone::New : ui::Tone::Info,
                        .text = std::string(label(merge.state))}},
            .lines = {fmt::format("Demandée par {} le {}", merge.asked_by_name,
                                  ui::date_long(base::paris_date(merge.asked_at)))},
            .level = 3};
}

std::int64_t number_typed(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && number > 0 ? number : 0;
}

// "12-345": the ids of the last pair of the page before.
PairPlace place_typed(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return {};
    return {.first = number_typed(text.substr(0, dash)),
            .second = number_typed(text.substr(dash + 1))};
}

web::Response show_doubles(access::Visit& visit) {
    const auto after = place_typed(visit.request.query.get("apres"));
    const auto page = waiting(visit, after);
    DoublesView view;
    for (const auto& merge : page.merges) view.merges.push_back(merge_card(merge));
    for (const auto& pair : page.pairs) view.pairs.push_back(pair_view(pair));
    if (after.first > 0) view.first_href = kDoubles;
    if (page.next)
        view.pages.next_href =
            fmt::format("{}?apres={}-{}", kDoubles, page.next->first, page.next->second);
    auto frame = visit.frame("Doublons de structures");
    frame.breadcrumbs = {{.text = "Plateforme", .href = "/plateforme"}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

// ---- Two places ---------------------------------------------------------------------------------

std::optional<structures::Structure> named_in_path(const access::Visit& visit,
                                                   std::string_view which) {
    return structures::find(visit.tx, base::PublicId::parse(visit.request.param(which)));
}

web::Response apart_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto first = named_in_path(visit, "structure");
    const auto second = named_in_path(visit, "autre");
    if (!first || !second) return access::refused(visit, platform::no_structure());
    const ApartView view{.token = visit.form(),
                         .errors = mistakes.summary(),
                         .first = first->name,
                         .second = second->name,
                         .action = fmt::format("{}/{}/{}/ecarter", kDoubles,
                                               first->public_id.text(), second->public_id.text()),
                         .back = std::string(kDoubles),
                         .why = {.name = "motif",
                                 .label = "Motif",
                                 .hint = "Lu par l’équipe de la plateforme. N’y nommez personne.",
                                 .value = std::string(visit.typed("motif")),
                                 .error = mistakes.on("motif"),
                                 .max_length = platform::kLongestWhy,
                                 .required = true}};
    return ui::page(
        frame_of_doubles(visit, "Ce ne sont pas des doublons"),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_apart(access::Visit& visit) {
    return apart_page(visit, {});
}

web::Response post_apart(access::Visit& visit) {
    const auto kept =
        keep_apart(visit, base::PublicId::parse(visit.request.param("structure")),
                   base::PublicId::parse(visit.request.param("autre")), visit.typed("motif"));
    if (kept) return access::done(visit, std::string(kDoubles), "merges.apart");
    if (kept.error().refusal != base::Refusal::Invalid) return access::refused(visit, kept.error());
    ui::Mistakes mistakes;
    mistakes.add(kept.error());
    return apart_page(visit, mistakes);
}

// ---- A pair that no list proposed ---------------------------------------------------------------

web::Response show_choose(access::Visit& visit) {
    const auto structure = named_in_path(visit, "structure");
    if (!structure) return access::refused(visit, platform::no_structure());
    const auto typed = platform::SearchForm::typed(visit.request.query);
    ui::Mistakes mistakes;
    const auto query = typed.read(mistakes);
    const auto back = platform_address(structure->public_id);
    const auto action = back + "/reunir";
    ChooseView view{.errors = mistakes.summary(),
                    .name = structure->name,
                    .search = typed.view(action, mistakes),
                    .is_filtered = typed.is_filtered()};
    view.search.label = "Chercher l’autre structure";
    view.search.cancel_href = back;
    if (query && view.is_filtered) {
        const auto page = structures::search(visit.tx, *query, base::PublicId::parse(typed.after));
        for (const auto& other : page.structures) {
            if (other.id == structure->id) continue;
            view.cards.push_back(platform::found_card(
                other, preview_address(structure->public_id, other.public_id)));
        }
        if (!page.next.empty()) view.pages.next_href = typed.href(action, page.next.text());
    }
    auto frame = visit.frame("Réunir avec une autre structure");
    frame.breadcrumbs = {{.text = "Plateforme", .href = "/plateforme"},
                         {.text = structure->name, .href = back}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

}  // namespace

std::string platform_address(const base::PublicId& structure) {
    return "/plateforme/structures/" + structure.text();
}
std::string merge_address(const base::PublicId& merge) {
    return "/plateforme/reunions/" + merge.text();
}
std::string preview_address(const base::PublicId& kept, const base::PublicId& twin) {
    return fmt::format("{}/reunir/{}", platform_address(kept), twin.text());
}

ui::Frame frame_of_doubles(const access::Visit& visit, std::string title) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {{.text = "Plateforme", .href = "/plateforme"},
                         {.text = "Doublons de structures", .href = std::string(kDoubles)}};
    return frame;
}

std::vector<access::Route> pair_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kDoubles, Platform, Reads, Page, show_doubles},
        {Method::Get, "/plateforme/doublons/{structure}/{autre}/ecarter", Platform, Reads, Page,
         show_apart},
        {Method::Post, "/plateforme/doublons/{structure}/{autre}/ecarter", Platform, Writes, Act,
         post_apart},
        {Method::Get, "/plateforme/structures/{structure}/reunir", Platform, Reads, Search,
         show_choose},
    };
}

}  // namespace gps::merges
