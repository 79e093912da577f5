#include "workloads/pages.hpp"

#include "ui/french.hpp"
#include "workloads/usecases.hpp"
#include "workloads/views.hpp"

#include <fmt/format.h>

namespace gps::workloads {
namespace {

constexpr std::string_view kPath = "/equipe/suivi";

std::string bounded(int count, int at_most) {
    return count > at_most ? fmt::format("plus de {}", at_most) : ui::number(count);
}

ui::DefinitionList facts_of(const Waiting& waiting) {
    const auto said = [](int count) { return bounded(count, kCountedOfStructure); };
    return {.entries = {{.term = "Relais à prendre", .text = said(waiting.relays)},
                        {.term = "Demandes de suivi en attente", .text = said(waiting.requests)},
                        {.term = "Arrivées depuis trente jours", .text = said(waiting.arrivals)},
                        {.term = "Départs depuis trente jours", .text = said(waiting.departures)}}};
}

web::Response show(access::Visit& visit) {
    const auto after = base::PublicId::parse(visit.request.query.get("apres"));
    const auto page = workloads(visit, after);
    WorkloadsView view{.waiting = facts_of(page.waiting)};
    for (const auto& load : page.loads)
        view.lines.push_back({.name = load.name,
                              .href = "/equipe/membres/" + load.public_id.text(),
                              .people = ui::number(load.people),
                              .without_referent = bounded(load.without_referent, kCountedOfMember),
                              .alerts = bounded(load.alerts, kCountedOfMember),
                              .relays = bounded(load.relays, kCountedOfMember),
                              .callbacks = bounded(load.callbacks, kCountedOfMember)});
    if (!after.empty()) view.first_href = std::string(kPath);
    if (!page.next.empty())
        view.pages.next_href = fmt::format("{}?apres={}", kPath, page.next.text());
    auto frame = visit.frame("Suivi de l’équipe");
    frame.breadcrumbs = {{.text = "Mon équipe", .href = "/equipe"}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {{Method::Get, kPath, Administrator, Reads, Page, show}};
}

}  // namespace gps::workloads
