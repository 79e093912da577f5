#include "platform/pages.hpp"

#include "base/text.hpp"
#include "people/identity.hpp"
#include "platform/deciding.hpp"
#include "platform/habilitations.hpp"
#include "platform/pages_deciding.hpp"
#include "platform/pages_requests.hpp"
#include "platform/pages_sheet.hpp"
#include "platform/search_form.hpp"
#include "platform/usecases.hpp"
#include "platform/views.hpp"
#include "structures/kinds.hpp"
#include "structures/merging.hpp"
#include "structures/usecases.hpp"
#include "ui/french.hpp"
#include "ui/mistakes.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gps::platform {
namespace {

// ---- The search ---------------------------------------------------------------------------------

std::vector<ui::Badge> badges(const structures::Structure& structure) {
    std::vector<ui::Badge> badges;
    if (structure.merged_into)
        badges.push_back({.tone = ui::Tone::Info, .text = "Réunie avec une autre"});
    else if (structure.closing == structures::Closing::Suspended)
        badges.push_back({.tone = ui::Tone::Error, .text = "Suspendue"});
    else if (structure.state == structures::State::Closed)
        badges.push_back({.tone = ui::Tone::Warning, .text = "Fermée"});
    if (structure.is_habilitated)
        badges.push_back({.tone = ui::Tone::Success, .text = "Habilitée"});
    return badges;
}

std::string kind_label(const structures::Structure& structure) {
    return std::string(structures::kind(structure.kind).label);
}

// " (12)"; nothing when none waits.
std::string waiting_said(int number) {
    if (number == 0) return "";
    if (number > kMostWaiting) return fmt::format(" (plus de {})", kMostWaiting);
    return fmt::format(" ({})", number);
}

web::Response show_home(access::Visit& visit) {
    const auto typed = SearchForm::typed(visit.request.query);
    ui::Mistakes mistakes;
    auto query = typed.read(mistakes);
    HomeView view{.tabs = platform_tabs(kHome),
                  .errors = mistakes.summary(),
                  .search = typed.view(kHome, mistakes),
                  .doubles = waiting_said(doubles_waiting(visit)),
                  .is_filtered = typed.is_filtered()};
    view.search.label = "Chercher une structure";
    if (query) {
        query->closed_too = true;
        const auto page = structures::search(visit.tx, *query, base::PublicId::parse(typed.after));
        for (const auto& structure : page.structures) {
            auto card = found_card(structure, address_of(structure.public_id));
            card.badges = badges(structure);
            view.cards.push_back(std::move(card));
        }
        if (!typed.after.empty()) view.first_href = typed.href(kHome, "");
        if (!page.next.empty()) view.pages.next_href = typed.href(kHome, page.next.text());
    }
    return ui::page(
        visit.frame("Plateforme"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

// ---- One structure ------------------------------------------------------------------------------

std::string source_of(const structures::Structure& structure) {
    if (structure.source == structures::kPlatformSource) return "Créée par la plateforme";
    return fmt::format("Liste {}, {}", structure.source, structure.source_id);
}

std::string shown_phone(const std::string& digits) {
    const auto phone = people::Phone::parse(digits);
    return phone ? ui::unbroken(phone->national()) : digits;
}

ui::DefinitionList facts(const structures::Structure& s) {
    ui::DefinitionList list;
    const auto add = [&](std::string term, std::string text) {
        if (text.empty()) text = "Non renseigné";
        list.entries.push_back({.term = std::move(term), .text = std::move(text)});
    };
    add("Type", kind_label(s));
    add("SIRET", s.siret);
    add("Adresse", base::clean(s.address + " " + s.postcode + " " + s.city));
    add("Département", s.department);
    add("Téléphone", shown_phone(s.phone));
    add("Adresse électronique", s.email);
    add("Site internet", s.website);
    add("Origine", source_of(s));
    return list;
}

std::string value_said(std::string_view field, const std::string& value) {
    if (value.empty()) return "rien";
    if (field == "kind") return std::string(structures::kind(value).label);
    return fmt::format("«\u00a0{}\u00a0»", value);
}

std::string days_said(base::Date from_on, std::optional<base::Date> until_on) {
    if (!until_on) return fmt::format("À partir du {}, sans date de fin", ui::date_long(from_on));
    return fmt::format("Du {} au {} inclus", ui::date_long(from_on), ui::date_long(*until_on));
}

std::string habilitation_said(const structures::Structure& structure,
                              const std::optional<Habilitation>& given) {
    if (given) {
        return fmt::format("{}\u00a0: {}. {}.",
                           given->in_force ? "Habilitée par la plateforme" : "Habilitation à venir",
                           label(given->basis), days_said(given->from_on, given->until_on));
    }
    return structure.is_habilitated ? "Habilitée par défaut, d’après son type, à l’import."
                                    : "La structure n’est pas habilitée.";
}

StructureView::Line decision_line(const Decision& decision) {
    StructureView::Line line{
        .title = std::string(label(decision.kind)),
        .when = fmt::format("Le {} à {}{}", ui::date_long(base::paris_date(decision.at)),
                            base::paris_time(decision.at),
                            decision.by.empty() ? "" : ", par " + decision.by)};
    for (const auto& one : decision.changes) {
        line.says.push_back(fmt::format("{}\u00a0: {}, au lieu de {}", field_label(one.field),
                                        value_said(one.field, one.after),
                                        value_said(one.field, one.before)));
    }
    if (decision.from_on) {
        line.says.push_back(
            fmt::format("Fondement\u00a0: {}", label(decision.basis.value_or(Basis::Text))));
        line.says.push_back(days_said(*decision.from_on, decision.until_on));
    }
    if (!decision.why.empty()) line.says.push_back("Motif\u00a0: " + decision.why);
    return line;
}

ui::Card merge_card(const MergeLine& line) {
    const auto on = [](base::Instant at) { return ui::date_long(base::paris_date(at)); };
    ui::Card card{.title = fmt::format("{} prend la place de {}", line.kept, line.twin),
                  .href = "/plateforme/reunions/" + line.merge.text(),
                  .lines = {fmt::format("Demandée par {} le {}", line.by, on(line.at))},
                  .level = 3};
    if (line.answered_at)
        card.lines.push_back(fmt::format("{} le {}", line.is_refused ? "Refusée" : "Confirmée",
                                         on(*line.answered_at)));
    if (line.done_at) card.lines.push_back("Faite le " + on(*line.done_at));
    return card;
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && number > 0 ? number : 0;
}

std::optional<structures::Structure> structure_in_path(const access::Visit& visit) {
    return structures::find(visit.tx, base::PublicId::parse(visit.request.param("structure")));
}

web::Response show_structure(access::Visit& visit) {
    const auto found = structure_in_path(visit);
    if (!found) return access::refused(visit, no_structure());
    const auto before = number_in(visit.request.query.get("avant"));
    const auto page = decisions(visit, found->id, before);
    StructureView view{.name = found->name,
                       .base = address_of(found->public_id),
                       .badges = badges(*found),
                       .facts = facts(*found),
                       .is_open = found->state == structures::State::Open,
                       .is_suspended = found->closing == structures::Closing::Suspended,
                       .is_habilitated = found->is_habilitated};
    const auto given = habilitation(visit, found->id);
    view.habilitation = habilitation_said(*found, given);
    view.may_withdraw = found->is_habilitated || given;
    if (const auto kept = structures::led_to(visit.tx, *found); kept.id != found->id) {
        view.kept = kept.name;
        view.kept_href = address_of(kept.public_id);
    }
    for (const auto& one : merges_of(visit, found->id)) view.merges.push_back(merge_card(one));
    for (const auto& one : page.rows) view.decisions.push_back(decision_line(one));
    if (before > 0) view.first_href = view.base;
    if (page.next > 0) view.pages.next_href = fmt::format("{}?avant={}", view.base, page.next);
    auto frame = visit.frame(found->name);
    frame.breadcrumbs = {{.text = "Plateforme", .href = std::string(kHome)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    std::vector<access::Route> all{
        {Method::Get, kHome, Platform, Reads, Search, show_home},
        {Method::Get, "/plateforme/structures/{structure}", Platform, Reads, Page, show_structure},
    };
    const auto sheets = sheet_routes();
    all.insert(all.end(), sheets.begin(), sheets.end());
    const auto deciding = deciding_routes();
    all.insert(all.end(), deciding.begin(), deciding.end());
    const auto requests = requests_routes();
    all.insert(all.end(), requests.begin(), requests.end());
    return all;
}

}  // namespace gps::platform
