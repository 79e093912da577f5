#include "trajectory/pages.hpp"

#include "trajectory/events.hpp"
#include "trajectory/frieze.hpp"
#include "trajectory/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gps::trajectory {
namespace {

using sharing::Card;
using sharing::File;
using sharing::Period;

constexpr std::size_t kEventsAPage = 25;
constexpr int kLastLabel = kWhole * 9 / 10;  // further right, it would be cut

struct NamedZoom {
    Zoom zoom;
    std::string_view code;  // of the address
    std::string_view text;
};

constexpr std::array<NamedZoom, 3> kZooms{{
    {Zoom::SixMonths, "6-mois", "6 mois"},
    {Zoom::TwoYears, "2-ans", "2 ans"},
    {Zoom::All, "tout", "Tout"},
}};

// What the address asks for; what it says that means nothing is left out.
struct Asked {
    Zoom zoom = Zoom::All;
    std::optional<EventKind> kind = {};
    std::size_t page = 1;
};

Asked asked_of(const web::Form& query) {
    Asked asked{.kind = event_kind(query.get("acte"))};
    const auto* const zoom = std::ranges::find(kZooms, query.get("duree"), &NamedZoom::code);
    if (zoom != kZooms.end()) asked.zoom = zoom->zoom;
    const auto page = query.get("page");
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(page.data(), page.data() + page.size(), number);
    if (error == std::errc() && end == page.data() + page.size() && number > 0) asked.page = number;
    return asked;
}

std::string href(const Asked& asked) {
    const auto* const zoom = std::ranges::find(kZooms, asked.zoom, &NamedZoom::zoom);
    auto query = fmt::format("?duree={}", zoom->code);
    if (asked.kind) query += fmt::format("&acte={}", code(*asked.kind));
    if (asked.page > 1) query += fmt::format("&page={}", asked.page);
    return query;
}

std::string name_of(const Card& card) {
    return card.is_masked ? "Autre intervenant" : card.name;
}

// ---- The drawing ------------------------------------------------------------------------------

std::vector<Period> periods_of(const std::vector<Card>& cards) {
    std::vector<Period> all;
    for (const auto& card : cards) all.insert(all.end(), card.periods.begin(), card.periods.end());
    return all;
}

// The periods that the scale shows, in words and as bars; none when it shows none.
void draw(RowView& row, std::span<const Period> periods, const Scale& scale,
          std::string_view style) {
    for (const auto& period : periods) {
        const auto drawn = bars(std::span(&period, 1), scale);
        if (drawn.empty()) continue;
        const auto& bar = drawn.front();
        row.periods.push_back(files::spoken(period, scale.last));
        row.bars.push_back({.x = percent(bar.from),
                            .width = percent(bar.width),
                            .style = std::string(!style.empty()   ? style
                                                 : bar.is_ongoing ? "gps-frieze__ongoing"
                                                                  : "gps-frieze__ended")});
    }
}

// When the contributor was the référent désigné: a thin bar, and words of its own.
void draw_designations(RowView& row, const File& file, const Card& card, const Scale& scale) {
    for (const auto& one : file.designations) {
        if (one.part != card.id) continue;
        const auto before = row.bars.size();
        draw(row, std::span(&one.days, 1), scale, "gps-frieze__referent");
        if (row.bars.size() == before) continue;
        row.bars.back().y = 1;  // a thin bar above the others
        row.bars.back().height = 3;
        row.periods.back() = "Référent désigné\u00a0: " + row.periods.back();
    }
}

// A relay that the contributor gave or took: a mark of its own, and words.
void draw_relays(RowView& row, const File& file, const Card& card, const Scale& scale) {
    for (const auto& relay : file.relays) {
        const auto ends = ends_of(file, relay);
        if (!ends || (relay.giver != card.id && relay.taker != card.id)) continue;
        const Period day{.started_on = relay.on, .ended_on = relay.on};
        const auto before = row.bars.size();
        draw(row, std::span(&day, 1), scale, "gps-frieze__relay");
        if (row.bars.size() == before) continue;
        row.bars.back().y = 0;  // a day, from the top to the bottom
        row.bars.back().height = 24;
        row.bars.back().width = percent(kNarrowest);
        const auto on = ui::date_long(relay.on);
        row.periods.back() =
            relay.taker == card.id
                ? fmt::format("Relais reçu le {}, de {}", on, name_of(file.cards[ends->giver]))
                : fmt::format("Relais passé le {}, à {}", on, name_of(file.cards[ends->taker]));
    }
}

RowView row_of(const File& file, const Card& card, const Scale& scale) {
    RowView row{.name = name_of(card), .structure = card.structure, .role = card.role};
    if (card.is_referent) row.badges.push_back({.tone = ui::Tone::Success, .text = "Référent"});
    if (card.certified_on)
        row.badges.push_back({.tone = ui::Tone::Info, .text = "Référent certifié"});
    if (card.is_you) row.badges.push_back({.tone = ui::Tone::Info, .text = "C’est vous"});
    draw(row, card.periods, scale, "");
    draw_designations(row, file, card, scale);
    draw_relays(row, file, card, scale);
    return row;
}

std::string left_out(std::int64_t many) {
    if (many == 0) return "";
    return ui::count(many,
                     "intervenant n’est pas montré\u00a0: ses interventions sont plus anciennes.",
                     "intervenants ne sont pas montrés\u00a0: leurs interventions sont plus "
                     "anciennes.");
}

void draw_rows(TrajectoryView& view, const File& file, const Scale& scale) {
    std::int64_t older = 0;
    for (const auto& card : file.cards) {
        auto row = row_of(file, card, scale);
        if (row.bars.empty()) {
            ++older;
        } else {
            view.rows.push_back(std::move(row));
        }
    }
    view.left_out = left_out(older);
    RowView nobody{.name = "Sans intervenant"};
    draw(nobody, gaps_shown(file, scale.last), scale, "gps-frieze__nobody");
    if (!nobody.bars.empty()) view.rows.push_back(std::move(nobody));
}

void draw_scale(TrajectoryView& view, const Scale& scale) {
    view.from = fmt::format("Du {} à aujourd’hui.", ui::date_long(scale.first));
    for (const auto& tick : ticks(scale)) {
        auto label =
            tick.is_of_year ? fmt::format("{}", tick.day.year()) : ui::month_brief(tick.day);
        if (tick.at > kLastLabel) label.clear();
        view.ticks.push_back({.x = percent(tick.at), .label = std::move(label)});
    }
}

// ---- The history ------------------------------------------------------------------------------

void tell_events(TrajectoryView& view, const File& file, const Asked& asked,
                 const std::optional<base::Date>& since) {
    const auto all = events(file, {.kind = asked.kind, .since = since});
    const auto first = std::min((asked.page - 1) * kEventsAPage, all.size());
    const auto last = std::min(first + kEventsAPage, all.size());
    for (auto i = first; i < last; ++i) {
        const auto& card = file.cards[all[i].card];
        auto who = name_of(card);
        if (card.is_you) who += " (vous)";
        if (!card.structure.empty()) who += ", " + card.structure;
        if (const auto from = all[i].from)
            who += "\u00a0; proposé par " + name_of(file.cards[*from]);
        view.events.push_back({.on = ui::date_long(all[i].on),
                               .what = std::string(label(all[i].kind)),
                               .who = std::move(who)});
    }
    auto other = asked;
    if (asked.page > 1) {
        other.page = asked.page - 1;
        view.pages.previous_href = href(other);
    }
    if (last < all.size()) {
        other.page = asked.page + 1;
        view.pages.next_href = href(other);
    }
}

void offer_choices(TrajectoryView& view, const Asked& asked) {
    for (const auto& zoom : kZooms)
        view.zooms.push_back({.text = std::string(zoom.text),
                              .href = href({.zoom = zoom.zoom, .kind = asked.kind}),
                              .is_current = zoom.zoom == asked.zoom});
    view.kinds.push_back(
        {.text = "Tous les actes", .href = href({.zoom = asked.zoom}), .is_current = !asked.kind});
    for (const auto kind : event_kinds())
        view.kinds.push_back({.text = std::string(label(kind)),
                              .href = href({.zoom = asked.zoom, .kind = kind}),
                              .is_current = asked.kind == kind});
}

web::Response show_trajectory(access::Visit& visit) {
    const auto file = files::read(visit, sharing::Tab::Trajectory);
    if (!file) return files::not_here(visit, file.error());
    const auto asked = asked_of(visit.request.query);
    auto first = visit.today;
    for (const auto& period : periods_of(file->cards)) first = std::min(first, period.started_on);
    const auto scale = scale_of(asked.zoom, first, visit.today);
    TrajectoryView view{.head = files::head_of(visit, *file, sharing::Tab::Trajectory)};
    draw_scale(view, scale);
    draw_rows(view, *file, scale);
    offer_choices(view, asked);
    tell_events(view, *file, asked,
                asked.zoom == Zoom::All ? std::nullopt : std::optional(scale.first));
    return ui::page(files::frame_of(visit, *file, "Parcours"),
                    [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    return {{web::Method::Get, "/personnes/{personne}/parcours", access::Caller::Member,
             access::Effect::Traces, access::Rate::Page, show_trajectory}};
}

}  // namespace gps::trajectory
