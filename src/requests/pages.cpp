#include "requests/pages.hpp"

#include "requests/requests.hpp"
#include "requests/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

ui::Badge badge_of(RequestState state) {
    switch (state) {
        case RequestState::Pending:
            return {.tone = ui::Tone::Info, .text = "En attente de réponse"};
        case RequestState::Accepted:
            return {.tone = ui::Tone::Success, .text = "Acceptée"};
        case RequestState::Refused:
            return {.tone = ui::Tone::Error, .text = "Refusée"};
        case RequestState::Unanswered:
            return {.tone = ui::Tone::Warning, .text = "Sans réponse"};
        case RequestState::Cancelled:
            return {.tone = ui::Tone::Neutral, .text = "Annulée"};
    }
    __builtin_unreachable();
}

std::string address(const base::PublicId& request, std::string_view act) {
    return fmt::format("/demandes/{}/{}", request.text(), act);
}

RequestsView::SentLine line_of(const access::Visit& visit, const Sent& sent) {
    RequestsView::SentLine line{.name = sent.typed_name,
                                .asked = "Demandée le " + ui::date_long(sent.asked_on),
                                .state = badge_of(sent.state),
                                .reason = sent.refusal};
    if (!sent.person.empty()) line.href = "/personnes/" + sent.person.text();
    if (sent.state == RequestState::Pending) {
        line.asked += "\u00a0; réponse attendue avant le " +
                      ui::date_long(sent.asked_on.plus_days(kDaysToAnswer));
        line.cancel = address(sent.id, "annuler");
        line.token = visit.form();
    }
    return line;
}

ui::Select refusal_field(const std::string& name) {
    ui::Select field{.name = name, .label = "Motif du refus", .required = true};
    for (const auto& refusal : refusals())
        field.options.push_back(
            {.value = std::string(refusal.code), .text = std::string(refusal.label)});
    return field;
}

RequestsView::ReceivedLine line_of(const access::Visit& visit, const Received& received) {
    std::string reasons;
    for (const auto reason : received.reasons)
        reasons += (reasons.empty() ? "" : ", ") + std::string(reason);
    RequestsView::ReceivedLine line{
        .person = received.person_name,
        .person_href = "/personnes/" + received.person.text(),
        .requester = received.requester,
        .asked = fmt::format("Demandé le {}\u00a0; à traiter avant le {}",
                             ui::date_long(received.asked_on),
                             ui::date_long(received.asked_on.plus_days(kDaysToAnswer))),
        .role = received.role,
        .reasons = reasons,
        .start = "Intervention depuis le " + ui::date_long(received.started_on),
        .accept = address(received.id, "accepter"),
        .refuse = address(received.id, "refuser"),
        .accept_token = visit.form(),
        .refuse_token = visit.form(),
        .reason = refusal_field("motif-" + received.id.text())};
    if (!received.structure.empty()) line.requester += fmt::format(" ({})", received.structure);
    return line;
}

web::Response requests_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    RequestsView view{.errors = mistakes.summary()};
    for (const auto& one : received(visit.tx, visit.viewer, visit.today)) {
        auto& line = view.received.emplace_back(line_of(visit, one));
        line.reason.error = mistakes.on(line.reason.name);
    }
    for (const auto& one : sent(visit.tx, visit.viewer)) view.sent.push_back(line_of(visit, one));
    return ui::page(
        visit.frame("Demandes"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_requests(access::Visit& visit) {
    return requests_page(visit, {});
}

base::PublicId request_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("demande"));
}

web::Response post_accept(access::Visit& visit) {
    const auto accepted = accept(followup::acting(visit), request_of(visit));
    if (!accepted) return access::refused(visit, accepted.error());
    return access::done(visit, "/demandes", "requests.accepted");
}

web::Response post_refuse(access::Visit& visit) {
    const auto field = "motif-" + request_of(visit).text();
    const auto refused = refuse(followup::acting(visit), request_of(visit), visit.typed(field));
    if (refused) return access::done(visit, "/demandes", "requests.refused");
    if (refused.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, refused.error());
    ui::Mistakes mistakes;
    mistakes.add(field, refused.error().message);
    return requests_page(visit, mistakes);
}

web::Response post_cancel(access::Visit& visit) {
    const auto cancelled = cancel(followup::acting(visit), request_of(visit));
    if (!cancelled) return access::refused(visit, cancelled.error());
    return access::done(visit, "/demandes", "requests.cancelled");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, "/demandes", Member, Reads, Page, show_requests},
        {Method::Post, "/demandes/{demande}/accepter", Member, Writes, Act, post_accept},
        {Method::Post, "/demandes/{demande}/refuser", Member, Writes, Act, post_refuse},
        {Method::Post, "/demandes/{demande}/annuler", Member, Writes, Act, post_cancel},
    };
}

}  // namespace gps::requests
