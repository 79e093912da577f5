#include "readings/pages.hpp"

#include "readings/readings.hpp"
#include "readings/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gps::readings {
namespace {

base::PublicId person_in(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

// What an address says that is no number is left out.
std::optional<base::Instant> asked_before(std::string_view typed) {
    base::Instant before;
    const auto [end, error] =
        std::from_chars(typed.data(), typed.data() + typed.size(), before.micros);
    if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
    return before;
}

std::string when(const Reading& reading) {
    const auto first = base::paris_time(reading.first);
    const auto last = base::paris_time(reading.last);
    if (first == last) return fmt::format("Le {} à {}", ui::date_long(reading.on), first);
    return fmt::format("Le {}, de {} à {}", ui::date_long(reading.on), first, last);
}

std::string what(const Reading& reading) {
    std::string said;
    if (reading.pages > 0) said = ui::count(reading.pages, "page ouverte", "pages ouvertes");
    if (!reading.has_revealed) return said;
    return said.empty() ? "Coordonnées d’un intervenant" : said + ", coordonnées d’un intervenant";
}

web::Response show_readings(access::Visit& visit) {
    const auto before = asked_before(visit.request.query.get("apres"));
    const auto page = who_looked(sharing::acting(visit), person_in(visit), before);
    if (!page) return access::refused(visit, page.error());
    const auto file = fmt::format("/personnes/{}", person_in(visit).text());
    const auto here = file + "/consultations";
    ReadingsView view{.person = page->person_name, .file_href = file};
    for (const auto& row : page->rows) {
        auto& line = view.lines.emplace_back(
            ReadingsView::Line{.name = row.is_masked ? "Autre intervenant" : row.name,
                               .structure = row.structure,
                               .when = when(row),
                               .what = what(row)});
        if (row.is_you) line.name += " (vous)";
    }
    if (before) view.first_href = here;
    if (page->next) view.pages.next_href = fmt::format("{}?apres={}", here, page->next->micros);
    auto frame = visit.frame("Consultations – " + page->person_name);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    return {{web::Method::Get, "/personnes/{personne}/consultations", access::Caller::Member,
             access::Effect::Traces, access::Rate::Page, show_readings}};
}

}  // namespace gps::readings
