#include "platform/pages_requests.hpp"

#include "platform/pages_sheet.hpp"
#include "platform/views.hpp"
#include "teams/unanswered.hpp"
#include "ui/french.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::platform {
namespace {

constexpr std::string_view kRequests = "/plateforme/demandes";

ui::RadioGroup role_field(const access::Visit& visit, const std::string& name) {
    ui::RadioGroup field{.name = name, .legend = "Rôle", .required = true};
    field.options = {
        {.value = "member", .text = "Membre", .hint = "Suit des personnes pour la structure"},
        {.value = "administrator",
         .text = "Administrateur",
         .hint = "Tient aussi la liste des membres, et répond aux demandes suivantes"}};
    const auto typed = visit.typed(name);
    field.value = typed.empty() ? "member" : std::string(typed);
    return field;
}

ui::Select refusal_field(const std::string& name, const ui::Mistakes& mistakes) {
    ui::Select field{.name = name, .label = "Motif du refus", .required = true};
    for (const auto& refusal : teams::kRefusals)
        field.options.push_back(
            {.value = std::string(refusal.code), .text = std::string(refusal.label)});
    field.error = mistakes.on(name);
    return field;
}

web::Response requests_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto after = base::PublicId::parse(visit.request.query.get("apres"));
    const auto page = teams::unanswered(visit, after);
    RequestsView view{.tabs = platform_tabs(kRequests), .errors = mistakes.summary()};
    for (const auto& one : page.rows) {
        const auto id = one.request.id.text();
        view.lines.push_back({.name = one.request.name,
                              .email = one.request.email,
                              .structure = one.structure,
                              .structure_href = address_of(one.structure_id),
                              .asked = "Demandé le " + ui::date_long(one.request.asked_on),
                              .accept = fmt::format("{}/{}/accepter", kRequests, id),
                              .refuse = fmt::format("{}/{}/refuser", kRequests, id),
                              .accept_token = visit.form(),
                              .refuse_token = visit.form(),
                              .role = role_field(visit, "role-" + id),
                              .reason = refusal_field("motif-" + id, mistakes)});
    }
    if (!after.empty()) view.first_href = kRequests;
    if (!page.next.empty())
        view.pages.next_href = fmt::format("{}?apres={}", kRequests, page.next.text());
    return ui::page(
        visit.frame("Demandes d’adhésion sans administrateur"),
        [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_requests(access::Visit& visit) {
    return requests_page(visit, {});
}

base::PublicId request_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("demande"));
}

web::Response post_accept(access::Visit& visit) {
    const auto role = teams::role_of(visit.typed("role-" + request_in_path(visit).text()));
    if (!role) return access::refused(visit, {base::Refusal::Invalid, "teams.role_required"});
    const auto accepted = teams::accept_unanswered(visit, request_in_path(visit), *role);
    if (!accepted) return access::refused(visit, accepted.error());
    return access::done(visit, std::string(kRequests), "teams.request_accepted");
}

web::Response post_refuse(access::Visit& visit) {
    const auto field = "motif-" + request_in_path(visit).text();
    const auto refused =
        teams::refuse_unanswered(visit, request_in_path(visit), visit.typed(field));
    if (refused) return access::done(visit, std::string(kRequests), "teams.request_refused");
    if (refused.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, refused.error());
    ui::Mistakes mistakes;
    mistakes.add(field, refused.error().message);
    return requests_page(visit, mistakes);
}

}  // namespace

ui::Tabs platform_tabs(std::string_view current) {
    ui::Tabs tabs{.label = "Plateforme"};
    const auto add = [&](std::string_view text, std::string_view href) {
        tabs.tabs.push_back(
            {.text = std::string(text), .href = std::string(href), .is_current = href == current});
    };
    add("Structures", kHome);
    add("Demandes d’adhésion", kRequests);
    return tabs;
}

std::vector<access::Route> requests_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, kRequests, Platform, Reads, Page, show_requests},
        {Method::Post, "/plateforme/demandes/{demande}/accepter", Platform, Writes, Act,
         post_accept},
        {Method::Post, "/plateforme/demandes/{demande}/refuser", Platform, Writes, Act,
         post_refuse},
    };
}

}  // namespace gps::platform
