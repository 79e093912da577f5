#include "alerts/pages.hpp"

#include "alerts/usecases.hpp"
#include "alerts/views.hpp"
#include "followup/acts.hpp"
#include "sharing/coded_fields.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"
#include "web/forms.hpp"

#include <fmt/format.h>

namespace gps::alerts {
namespace {

using sharing::acting;

constexpr std::string_view kAlerts = "/alertes";

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

std::string file_of(const access::Visit& visit) {
    return "/personnes/" + person_of(visit).text();
}

std::string since(const Line& line) {
    return fmt::format("Alerte du {}", ui::date_long(line.raised_on));
}

// A page may have several forms of one shape: each names its own field.
std::string field_of(const base::PublicId& alert) {
    return "motif-" + alert.text();
}

PersonView::Open open_of(const access::Visit& visit, const Line& line,
                         const ui::Mistakes& mistakes) {
    const auto field = field_of(line.id);
    auto closing = sharing::select_of(closings(), {.name = field, .label = "Pourquoi la clore"},
                                      visit.typed(field), mistakes);
    closing.is_one_of_several = true;
    const auto& kind = line_of(line.kind);
    return {.title = std::string(kind.title),
            .since = since(line),
            .advice = std::string(kind.advice),
            .action = fmt::format("{}/alertes/{}", file_of(visit), line.id.text()),
            .closing = std::move(closing),
            .token = visit.form()};
}

std::string closed_of(const Line& line) {
    return fmt::format("{}, close le {}\u00a0: {}", line_of(line.kind).title,
                       ui::date_long(line.closed_on.value_or(line.raised_on)), line.closing);
}

web::Response person_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = on_person(acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    PersonView view{.person = found->person,
                    .errors = mistakes.summary(),
                    .seen_token = visit.form(),
                    .file_href = file_of(visit)};
    for (const auto& line : found->open) view.open.push_back(open_of(visit, line, mistakes));
    for (const auto& line : found->closed) view.closed.push_back(closed_of(line));
    if (found->may_say_seen) view.seen_action = file_of(visit) + "/vu";
    auto frame = visit.frame("Alertes");
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"},
                         {.text = "Dossier", .href = file_of(visit)}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response show_person(access::Visit& visit) {
    return person_page(visit, {});
}

web::Response post_close(access::Visit& visit) {
    const auto alert = base::PublicId::parse(visit.request.param("alerte"));
    const auto field = field_of(alert);
    const auto closed = close(acting(visit), person_of(visit), alert, visit.typed(field));
    if (closed) return access::done(visit, file_of(visit) + "/alertes", "alerts.closed");
    if (closed.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, closed.error());
    ui::Mistakes mistakes;
    mistakes.add(field, closed.error().message);
    return person_page(visit, mistakes);
}

web::Response post_seen(access::Visit& visit) {
    const auto seen = see(acting(visit), person_of(visit));
    if (!seen) return access::refused(visit, seen.error());
    return access::done(visit, file_of(visit), "alerts.seen");
}

web::Response post_keep(access::Visit& visit) {
    const auto kept = followup::keep_part(acting(visit), person_of(visit));
    if (!kept) return access::refused(visit, kept.error());
    return access::done(visit, file_of(visit), "alerts.kept");
}

web::Response show_alerts(access::Visit& visit) {
    const auto found = page(acting(visit), base::PublicId::parse(visit.request.query.get("apres")));
    AlertsView view;
    for (const auto& line : found.lines)
        view.lines.push_back({.person = line.initials,
                              .href = fmt::format("/personnes/{}/alertes", line.person.text()),
                              .title = std::string(line_of(line.kind).title),
                              .since = since(line)});
    if (!found.next.empty())
        view.next_href = web::with_query(kAlerts, {{"apres", found.next.text()}});
    return ui::page(visit.frame("Alertes"), [&](html::Writer& out) { render(out, view); });
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, "/personnes/{personne}/alertes", Member, Traces, Page, show_person},
        {Method::Post, "/personnes/{personne}/alertes/{alerte}", Member, Writes, Act, post_close},
        {Method::Post, "/personnes/{personne}/vu", Member, Writes, Act, post_seen},
        {Method::Post, "/personnes/{personne}/continuer", Member, Writes, Act, post_keep},
        {Method::Get, kAlerts, Member, Reads, Page, show_alerts},
    };
}

}  // namespace gps::alerts
