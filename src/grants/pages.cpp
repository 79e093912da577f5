#include "grants/pages.hpp"

#include "grants/usecases.hpp"
#include "grants/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::grants {
namespace {

base::PublicId person_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("personne"));
}

base::PublicId grant_of(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("acces"));
}

GrantsView::Line line_of(const access::Visit& visit, const Grant& grant, std::string_view path,
                         const ui::Mistakes& mistakes) {
    GrantsView::Line line{
        .holder = grant.holder,
        .structure = grant.structure,
        .person = grant.person,
        .reason = grant.reason,
        .when = fmt::format("Accordé le {}\u00a0; prend fin après le {}",
                            ui::date_long(grant.granted_on), ui::date_long(grant.until)),
        .revoke = fmt::format("{}/{}/retirer", path, grant.id.text()),
        .token = visit.form()};
    if (!grant.granted_by.empty()) line.when += "\u00a0; par " + grant.granted_by;
    line.why = {.name = "motif-" + grant.id.text(), .label = "Motif du retrait", .required = true};
    for (const auto& why : revocations())
        line.why.options.push_back(
            {.value = std::string(why.code), .text = std::string(why.label)});
    line.why.error = mistakes.on(line.why.name);
    return line;
}

// ---- On the file of a person --------------------------------------------------------------------

web::Response person_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    const auto found = on_person(sharing::acting(visit), person_of(visit));
    if (!found) return access::refused(visit, found.error());
    const auto file = "/personnes/" + person_of(visit).text();
    GrantsView view{.title = "Accès à l’identité complète",
                    .lead = "Ces intervenants voient l’identité complète de " + found->person +
                            " jusqu’au jour indiqué. Vous pouvez retirer un accès à tout moment.",
                    .errors = mistakes.summary(),
                    .back_href = file + "/informations",
                    .back = "Revenir au dossier"};
    for (const auto& grant : found->grants)
        view.lines.push_back(line_of(visit, grant, file + "/acces", mistakes));
    auto frame = visit.frame(view.title);
    frame.breadcrumbs = {{.text = "Mes suivis", .href = "/suivis"}};
    auto response = ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
    response.is_recorded = true;  // the file was shown: its reading stays in the trail
    return response;
}

web::Response show_on_person(access::Visit& visit) {
    return person_page(visit, {});
}

ui::Mistakes mistakes_of(const access::Visit& visit, const base::Error& error) {
    ui::Mistakes mistakes;
    mistakes.add("motif-" + grant_of(visit).text(), error.message);
    return mistakes;
}

web::Response post_revoke(access::Visit& visit) {
    const auto reason = visit.typed("motif-" + grant_of(visit).text());
    const auto revoked = revoke(sharing::acting(visit), person_of(visit), grant_of(visit), reason);
    if (revoked)
        return access::done(visit, "/personnes/" + person_of(visit).text() + "/acces",
                            "grants.revoked");
    if (revoked.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, revoked.error());
    return person_page(visit, mistakes_of(visit, revoked.error()));
}

// ---- Of the members of a structure --------------------------------------------------------------

constexpr std::string_view kTeamGrants = "/equipe/acces";

web::Response team_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    GrantsView view{.title = "Accès accordés aux membres",
                    .lead =
                        "Ces membres de votre structure voient l’identité complète d’une "
                        "personne qu’ils suivent, jusqu’au jour indiqué.",
                    .errors = mistakes.summary(),
                    .back_href = "/equipe",
                    .back = "Revenir à mon équipe"};
    for (auto grant : of_structure(sharing::acting(visit))) {
        grant.structure.clear();
        grant.granted_by.clear();
        view.lines.push_back(line_of(visit, grant, kTeamGrants, mistakes));
    }
    auto frame = visit.frame(view.title);
    frame.breadcrumbs = {{.text = "Mon équipe", .href = "/equipe"}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_team(access::Visit& visit) {
    return team_page(visit, {});
}

web::Response post_revoke_of_member(access::Visit& visit) {
    const auto reason = visit.typed("motif-" + grant_of(visit).text());
    const auto revoked = revoke_of_member(sharing::acting(visit), grant_of(visit), reason);
    if (revoked) return access::done(visit, std::string(kTeamGrants), "grants.revoked");
    if (revoked.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, revoked.error());
    return team_page(visit, mistakes_of(visit, revoked.error()));
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    return {
        {Method::Get, "/personnes/{personne}/acces", Member, Traces, Page, show_on_person},
        {Method::Post, "/personnes/{personne}/acces/{acces}/retirer", Member, Writes, Act,
         post_revoke},
        {Method::Get, kTeamGrants, Administrator, Reads, Page, show_team},
        {Method::Post, "/equipe/acces/{acces}/retirer", Administrator, Writes, Act,
         post_revoke_of_member},
    };
}

}  // namespace gps::grants
