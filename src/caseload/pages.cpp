#include "caseload/pages.hpp"

#include "caseload/list.hpp"
#include "caseload/views.hpp"
#include "quotas/usecases.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "web/forms.hpp"

#include <array>

#include <fmt/format.h>

namespace gps::caseload {
namespace {

struct SortLine {
    Sort sort;
    std::string_view code;
    std::string_view text;
};
constexpr std::array kSorts{SortLine{Sort::Start, "debut", "Début, le plus récent d’abord"},
                            SortLine{Sort::Name, "nom", "Nom"},
                            SortLine{Sort::Activity, "activite", "Dernière activité"}};

struct ReferentLine {
    std::optional<ReferentKind> kind;
    std::string_view code;
    std::string_view text;
};
constexpr std::array kReferents{ReferentLine{std::nullopt, "", "Tous"},
                                ReferentLine{ReferentKind::Me, "moi", "Moi"},
                                ReferentLine{ReferentKind::Other, "autre", "Quelqu’un d’autre"},
                                ReferentLine{ReferentKind::None, "aucun", "Aucun"}};

constexpr std::size_t kNameTyped = 100;  // characters read of what is typed

std::string_view code(Sort sort) {
    return kSorts.at(static_cast<std::size_t>(sort)).code;
}

std::string_view code(const std::optional<ReferentKind>& kind) {
    for (const auto& line : kReferents) {
        if (line.kind == kind) return line.code;
    }
    return "";
}

// What the address asks for; what it does not know is left out.
ListQuery asked(const web::Form& query) {
    ListQuery asked{.past = query.get("onglet") == "termines",
                    .name = std::string(query.get("nom").substr(0, kNameTyped)),
                    .after = std::string(query.get("apres"))};
    for (const auto& line : kSorts) {
        if (line.code == query.get("tri")) asked.sort = line.sort;
    }
    for (const auto& line : kReferents) {
        if (line.code == query.get("referent")) asked.referent = line.kind;
    }
    const auto first = asked.name.find_first_not_of(' ');
    asked.name.erase(0, first == std::string::npos ? asked.name.size() : first);
    return asked;
}

std::string href(const ListQuery& query) {
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    if (query.past) fields.emplace_back("onglet", "termines");
    if (query.sort != Sort::Start) fields.emplace_back("tri", code(query.sort));
    if (query.referent) fields.emplace_back("referent", code(query.referent));
    if (!query.name.empty()) fields.emplace_back("nom", query.name);
    if (!query.after.empty()) fields.emplace_back("apres", query.after);
    return web::with_query("/suivis", fields);
}

ui::Tabs tabs(const ListQuery& query, const ListPage& page) {
    return {.label = "Suivis",
            .tabs = {{.text = fmt::format("En cours ({})", ui::number(page.current_count)),
                      .href = "/suivis",
                      .is_current = !query.past},
                     {.text = fmt::format("Terminés ({})", ui::number(page.past_count)),
                      .href = "/suivis?onglet=termines",
                      .is_current = query.past}}};
}

ui::SearchForm search(const ListQuery& query) {
    ui::SearchForm form{.action = "/suivis",
                        .name = "nom",
                        .label = "Nom ou prénom, parmi vos suivis",
                        .value = query.name,
                        .button = "Filtrer",
                        .list = "liste"};
    if (query.past) form.kept.push_back({"onglet", "termines"});
    if (query.referent) form.kept.push_back({"referent", std::string(code(query.referent))});
    return form;
}

std::string matching(const ListPage& page) {
    if (!page.matching) return "";
    if (*page.matching > kCountedAtMost)
        return "plus de " + ui::count(kCountedAtMost, "personne", "personnes");
    return ui::count(*page.matching, "personne", "personnes");
}

ListView::Line line(const ListRow& row, base::Date today) {
    ListView::Line line{.href = fmt::format("/personnes/{}", row.person.text()),
                        .name = row.name,
                        .is_frozen = row.is_frozen,
                        .since = ui::month_year(row.started_on),
                        .referent = row.referent.empty() ? "Aucun" : row.referent,
                        .contributors = ui::count(row.contributors, "intervenant", "intervenants"),
                        .activity = ui::date_long(row.last_activity_on)};
    if (row.ended_on) {
        line.since += fmt::format(" – {}", ui::month_year(*row.ended_on));
    } else {
        line.duration = ui::duration_since(row.started_on, today);
    }
    return line;
}

ListView view_of(const ListQuery& query, const ListPage& page, base::Date today) {
    ListView view{.tabs = tabs(query, page),
                  .search = search(query),
                  .matching = matching(page),
                  .is_past = query.past,
                  .is_filtered = page.matching.has_value(),
                  .all_href = href({.past = query.past})};
    const bool by_name = !query.name.empty();
    for (const auto& sort : kSorts) {
        auto other = query;
        other.sort = sort.sort;
        other.after.clear();
        other.name.clear();
        view.sorts.push_back(
            {.text = std::string(sort.text),
             .href = href(other),
             .is_current = by_name ? sort.sort == Sort::Name : query.sort == sort.sort});
    }
    for (const auto& referent : kReferents) {
        auto other = query;
        other.referent = referent.kind;
        other.after.clear();
        view.referents.push_back({.text = std::string(referent.text),
                                  .href = href(other),
                                  .is_current = query.referent == referent.kind});
    }
    for (const auto& row : page.rows) view.lines.push_back(line(row, today));
    auto other = query;
    other.after.clear();
    if (!query.after.empty()) view.first_href = href(other);
    other.after = page.next;
    if (!page.next.empty()) view.pages.next_href = href(other);
    return view;
}

web::Response show_list(access::Visit& visit) {
    const auto query = asked(visit.request.query);
    const auto page = list(visit.tx, visit.house.keys, visit.viewer, query, visit.today);
    const auto few = quotas::spend_in_memory(visit.house, visit.viewer, quotas::Purpose::Name,
                                             static_cast<int>(page.rows.size()));
    if (!few) return access::refused(visit, few.error());
    const auto view = view_of(query, page, visit.today);
    return ui::page(visit.frame("Mes suivis"), [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using access::Caller;
    using access::Effect;
    using access::Rate;
    return {{web::Method::Get, "/suivis", Caller::Member, Effect::Reads, Rate::Page, show_list}};
}

}  // namespace gps::caseload
