#include "requests/pages.hpp"

#include "requests/pages_details.hpp"
#include "requests/paths.hpp"
#include "requests/received_line.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <fmt/format.h>

namespace gps::requests {
namespace {

ui::Badge badge_of(const Sent& sent, base::Date today) {
    switch (sent.state) {
        case RequestState::Pending:
            return {.tone = ui::Tone::Info, .text = "En attente de réponse"};
        case RequestState::Accepted:
            if (sent.is_revoked) return {.tone = ui::Tone::Error, .text = "Accès retiré"};
            if (sent.until && *sent.until < today)
                return {.tone = ui::Tone::Neutral, .text = "Accès terminé"};
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

std::string what_of(const Sent& sent) {
    if (sent.kind == Kind::Join) return "Pour suivre cette personne";
    if (!sent.until || sent.is_revoked) return "Pour voir son identité complète";
    return fmt::format("Pour voir son identité complète, jusqu’au {}", ui::date_long(*sent.until));
}

RequestsView::SentLine line_of(const access::Visit& visit, const Sent& sent) {
    RequestsView::SentLine line{.name = sent.typed_name,
                                .what = what_of(sent),
                                .asked = "Demandée le " + ui::date_long(sent.asked_on),
                                .state = badge_of(sent, visit.today),
                                .reason = sent.refusal};
    if (!sent.person.empty()) line.href = "/personnes/" + sent.person.text();
    if (sent.state == RequestState::Pending) {
        line.asked += "\u00a0; réponse attendue avant le " +
                      ui::date_long(sent.asked_on.plus_days(kDaysToAnswer));
        line.cancel = fmt::format("{}/{}/annuler", kRequestsPath, sent.id.text());
        line.token = visit.form();
    }
    return line;
}

// Other requests: to call back, and what is answered and reviewed for others.
std::vector<RequestsView::Elsewhere> elsewhere_of(const access::Viewer& viewer) {
    std::vector<RequestsView::Elsewhere> pages;
    const auto add = [&](std::string_view href, std::string_view text) {
        pages.push_back({.href = std::string(href), .text = std::string(text)});
    };
    add("/rappels", "Rappels demandés");
    add("/alertes", "Alertes");
    if (viewer.is_administrator()) {
        add(kAdministratorsPath, "Demandes à traiter pour votre structure");
        add("/equipe/acces", "Accès accordés aux membres de votre structure");
        add("/equipe/urgences", "Accès d’urgence à examiner pour votre structure");
    }
    if (viewer.is_platform) {
        add(kPlatformPath, "Demandes à traiter pour la plateforme");
        add("/plateforme/urgences", "Accès d’urgence à examiner pour la plateforme");
    }
    return pages;
}

// ---- One's own ----------------------------------------------------------------------------------

web::Response requests_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    RequestsView view{.errors = mistakes.summary()};
    for (const auto& one : received(visit.tx, visit.viewer, WaitsFor::Contributors))
        view.received.push_back(line_of(visit, one, kRequestsPath, mistakes));
    for (const auto& one : sent(visit.tx, visit.viewer)) view.sent.push_back(line_of(visit, one));
    view.elsewhere = elsewhere_of(visit.viewer);
    return ui::page(
        visit.frame("Demandes"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_requests(access::Visit& visit) {
    return requests_page(visit, {});
}

web::Response post_accept(access::Visit& visit) {
    return accepted_on(visit, WaitsFor::Contributors, kRequestsPath, requests_page);
}

web::Response post_refuse(access::Visit& visit) {
    return refused_on(visit, WaitsFor::Contributors, kRequestsPath, requests_page);
}

web::Response post_cancel(access::Visit& visit) {
    const auto request = base::PublicId::parse(visit.request.param("demande"));
    const auto cancelled = cancel(sharing::acting(visit), request);
    if (!cancelled) return access::refused(visit, cancelled.error());
    return access::done(visit, std::string(kRequestsPath), "requests.cancelled");
}

// ---- In the place of those who see the details --------------------------------------------------

struct Others {
    WaitsFor as = WaitsFor::Platform;
    std::string_view path = {};
    std::string_view lead = {};
    std::string_view back_href = {};
    std::string_view back = {};
};

constexpr Others kAdministratorsPage{
    .as = WaitsFor::Administrators,
    .path = kAdministratorsPath,
    .lead =
        "Plus personne ne peut répondre à ces demandes parmi ceux qui suivent la personne. Vous "
        "répondez pour votre structure, qui la suit ou l’a suivie.",
    .back_href = "/equipe",
    .back = "Revenir à mon équipe"};

constexpr Others kPlatformPage{
    .as = WaitsFor::Platform,
    .path = kPlatformPath,
    .lead =
        "Personne d’autre ne peut répondre à ces demandes. Vous ne voyez rien de la "
        "personne\u00a0: vérifiez auprès de la structure que l’intervention est réelle.",
    .back_href = kRequestsPath,
    .back = "Revenir aux demandes"};

web::Response others_page(const access::Visit& visit, const Others& others,
                          const ui::Mistakes& mistakes) {
    OthersView view{.lead = std::string(others.lead),
                    .errors = mistakes.summary(),
                    .back_href = std::string(others.back_href),
                    .back = std::string(others.back)};
    for (const auto& one : received(visit.tx, visit.viewer, others.as))
        view.lines.push_back(line_of(visit, one, others.path, mistakes));
    return ui::page(
        visit.frame("Demandes de suivi"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response administrators_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    return others_page(visit, kAdministratorsPage, mistakes);
}
web::Response platform_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    return others_page(visit, kPlatformPage, mistakes);
}

web::Response show_administrators(access::Visit& visit) {
    return administrators_page(visit, {});
}
web::Response show_platform(access::Visit& visit) {
    return platform_page(visit, {});
}
web::Response accept_for_structure(access::Visit& visit) {
    return accepted_on(visit, WaitsFor::Administrators, kAdministratorsPath, administrators_page);
}
web::Response refuse_for_structure(access::Visit& visit) {
    return refused_on(visit, WaitsFor::Administrators, kAdministratorsPath, administrators_page);
}
web::Response accept_for_platform(access::Visit& visit) {
    return accepted_on(visit, WaitsFor::Platform, kPlatformPath, platform_page);
}
web::Response refuse_for_platform(access::Visit& visit) {
    return refused_on(visit, WaitsFor::Platform, kPlatformPath, platform_page);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kRequestsPath, Member, Reads, Page, show_requests},
        {Method::Post, "/demandes/{demande}/accepter", Member, Writes, Act, post_accept},
        {Method::Post, "/demandes/{demande}/refuser", Member, Writes, Act, post_refuse},
        {Method::Post, "/demandes/{demande}/annuler", Member, Writes, Act, post_cancel},
        {Method::Get, kDetailsPath, Member, Reads, Page, show_details},
        {Method::Post, kDetailsPath, Member, Writes, Act, post_details},
        {Method::Get, kAdministratorsPath, Administrator, Reads, Page, show_administrators},
        {Method::Post, "/equipe/demandes-de-suivi/{demande}/accepter", Administrator, Writes, Act,
         accept_for_structure},
        {Method::Post, "/equipe/demandes-de-suivi/{demande}/refuser", Administrator, Writes, Act,
         refuse_for_structure},
        {Method::Get, kPlatformPath, Platform, Reads, Page, show_platform},
        {Method::Post, "/plateforme/demandes-de-suivi/{demande}/accepter", Platform, Writes, Act,
         accept_for_platform},
        {Method::Post, "/plateforme/demandes-de-suivi/{demande}/refuser", Platform, Writes, Act,
         refuse_for_platform},
    };
}

}  // namespace gps::requests
