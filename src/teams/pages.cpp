#include "teams/pages.hpp"

#include "teams/pages_joining.hpp"
#include "teams/usecases.hpp"
#include "teams/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"
#include "ui/mistakes.hpp"

#include <fmt/format.h>

namespace gps::teams {
namespace {

constexpr std::string_view kTeam = "/equipe";
constexpr std::string_view kInvitationsPath = "/equipe/invitations";
constexpr std::string_view kInvitePath = "/equipe/inviter";
constexpr std::string_view kRequestsPath = "/equipe/demandes";
constexpr std::string_view kDeparturesPath = "/equipe/departs";

ui::Tabs tabs(std::string_view current) {
    ui::Tabs tabs{.label = "Mon équipe"};
    const auto add = [&](std::string_view text, std::string_view href) {
        tabs.tabs.push_back(
            {.text = std::string(text), .href = std::string(href), .is_current = href == current});
    };
    add("Membres", kTeam);
    add("Suivi", "/equipe/suivi");
    add("Invitations", kInvitationsPath);
    add("Demandes d’adhésion", kRequestsPath);
    add("Départs", kDeparturesPath);
    return tabs;
}

ui::Badge badge_of(Role role) {
    return {.tone = role == Role::Administrator ? ui::Tone::Info : ui::Tone::Neutral,
            .text = std::string(label(role))};
}

// ---- Members ------------------------------------------------------------------------------------

web::Response show_members(access::Visit& visit) {
    const auto after = base::PublicId::parse(visit.request.query.get("apres"));
    const auto page = members(visit, after);
    MembersView view{.tabs = tabs(kTeam)};
    for (const auto& row : page.rows) {
        view.lines.push_back({.name = row.name,
                              .href = "/equipe/membres/" + row.public_id.text(),
                              .email = row.email,
                              .role = badge_of(row.role),
                              .since = ui::date_long(row.since)});
    }
    if (!after.empty()) view.first_href = std::string(kTeam);
    if (!page.next.empty())
        view.pages.next_href = fmt::format("{}?apres={}", kTeam, page.next.text());
    return ui::page(visit.frame("Mon équipe"), [&](html::Writer& out) { render(out, view); });
}

base::PublicId member_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("membre"));
}

web::Response no_member(const access::Visit& visit) {
    return access::refused(visit, {base::Refusal::NotFound, "teams.no_member"});
}

web::Response member_page(const access::Visit& visit, const std::string& link) {
    const auto found = member(visit, member_in_path(visit));
    if (!found) return no_member(visit);
    MemberView view{.name = found->name,
                    .base = "/equipe/membres/" + found->public_id.text(),
                    .is_oneself = found->id == visit.viewer.id,
                    .is_administrator = found->role == Role::Administrator,
                    .link = link,
                    .role_token = visit.form(),
                    .link_token = visit.form(),
                    .departure_token = visit.form()};
    view.facts.entries = {
        {.term = "Rôle", .text = std::string(label(found->role))},
        {.term = "Membre depuis le", .text = ui::date_long(found->since)},
        {.term = "Adresse électronique", .text = found->email, .href = "mailto:" + found->email}};
    auto frame = visit.frame(found->name);
    frame.breadcrumbs = {{.text = "Mon équipe", .href = std::string(kTeam)}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response show_member(access::Visit& visit) {
    return member_page(visit, "");
}

web::Response post_role(access::Visit& visit) {
    const auto role = role_of(visit.typed("role"));
    if (!role) return access::refused(visit, {base::Refusal::Invalid, "teams.role_required"});
    const auto named = name_role(visit, member_in_path(visit), *role);
    if (!named) return access::refused(visit, named.error());
    // Who takes their own role off has no page here any more.
    const auto still = member(visit, member_in_path(visit));
    const bool is_out = still && still->id == visit.viewer.id && *role == Role::Member;
    return access::done(visit,
                        is_out ? "/suivis" : "/equipe/membres/" + member_in_path(visit).text(),
                        "teams.role_named");
}

web::Response post_link(access::Visit& visit) {
    const auto link = give_factor_link(visit, member_in_path(visit));
    if (!link) return access::refused(visit, link.error());
    return member_page(visit, *link);
}

web::Response post_departure(access::Visit& visit) {
    const auto left = record_departure(visit, member_in_path(visit));
    if (!left) return access::refused(visit, left.error());
    return access::done(visit, std::string(kDeparturesPath), "teams.departed");
}

web::Response show_departures(access::Visit& visit) {
    DeparturesView view{.tabs = tabs(kDeparturesPath)};
    for (const auto& one : departures(visit)) {
        view.lines.push_back({.name = one.name,
                              .since = ui::date_long(one.since),
                              .left = ui::date_long(one.left_on),
                              .href = "/equipe/membres/" + one.public_id.text() + "/suivis"});
    }
    return ui::page(visit.frame("Départs"), [&](html::Writer& out) { render(out, view); });
}

// ---- Invitations --------------------------------------------------------------------------------

std::string invitation_path(const base::PublicId& invitation, std::string_view act) {
    return fmt::format("{}/{}/{}", kInvitationsPath, invitation.text(), act);
}

web::Response show_invitations(access::Visit& visit) {
    InvitationsView view{.tabs = tabs(kInvitationsPath)};
    for (const auto& one : invitations(visit)) {
        auto& line = view.lines.emplace_back(
            InvitationsView::Line{.name = one.name,
                                  .email = one.email,
                                  .role = std::string(label(one.role)),
                                  .again = invitation_path(one.id, "renvoyer"),
                                  .cancel = invitation_path(one.id, "annuler"),
                                  .again_token = visit.form(),
                                  .cancel_token = visit.form()});
        line.when = "Envoyée le " + ui::date_long(one.invited_on);
        line.state =
            one.is_too_old
                ? ui::Badge{.tone = ui::Tone::Warning, .text = "Lien périmé"}
                : ui::Badge{.tone = ui::Tone::Info,
                            .text = "Valable jusqu’au " + ui::date_short(one.serves_until)};
    }
    return ui::page(visit.frame("Invitations"), [&](html::Writer& out) { render(out, view); });
}

ui::RadioGroup role_field(std::string_view value) {
    ui::RadioGroup field{.name = "role", .legend = "Rôle", .required = true};
    field.options = {
        {.value = "member", .text = "Membre", .hint = "Suit des personnes pour la structure"},
        {.value = "administrator",
         .text = "Administrateur",
         .hint = "Tient aussi la liste des membres ; une double authentification est demandée"}};
    field.value = value.empty() ? "member" : std::string(value);
    return field;
}

ui::TextField typed_field(const access::Visit& visit, const ui::Mistakes& mistakes,
                          std::string name, std::string label) {
    ui::TextField field{.name = std::move(name), .label = std::move(label), .required = true};
    field.value = std::string(visit.typed(field.name));
    field.error = mistakes.on(field.name);
    return field;
}

web::Response invite_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    InviteView view{.token = visit.form(),
                    .errors = mistakes.summary(),
                    .email = ui::email_field("email", "Adresse électronique professionnelle"),
                    .last_name = typed_field(visit, mistakes, "nom", "Nom"),
                    .first_name = typed_field(visit, mistakes, "prenom", "Prénom"),
                    .role = role_field(visit.typed("role"))};
    view.email.value = std::string(visit.typed("email"));
    view.email.error = mistakes.on("email");
    view.email.autocomplete = "off";
    view.email.required = true;
    auto frame = visit.frame("Inviter un membre");
    frame.breadcrumbs = {{.text = "Mon équipe", .href = std::string(kTeam)}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, mistakes.empty() ? 200 : 422);
}

web::Response show_invite(access::Visit& visit) {
    return invite_page(visit, {});
}

web::Response post_invite(access::Visit& visit) {
    const Invited typed{.email = std::string(visit.typed("email")),
                        .last_name = std::string(visit.typed("nom")),
                        .first_name = std::string(visit.typed("prenom")),
                        .role = role_of(visit.typed("role")).value_or(Role::Member)};
    ui::Mistakes mistakes;
    for (const auto& wrong : mistakes_in(visit, typed)) mistakes.add(wrong);
    if (!mistakes.empty()) return invite_page(visit, mistakes);
    const auto invited = invite(visit, typed);
    if (!invited) return access::refused(visit, invited.error());
    return access::done(visit, std::string(kInvitationsPath), "teams.invited");
}

web::Response post_again(access::Visit& visit) {
    const auto again =
        invite_again(visit, base::PublicId::parse(visit.request.param("invitation")));
    if (!again) return access::refused(visit, again.error());
    return access::done(visit, std::string(kInvitationsPath), "teams.invited");
}

web::Response post_cancel_invitation(access::Visit& visit) {
    const auto cancelled =
        cancel_invitation(visit, base::PublicId::parse(visit.request.param("invitation")));
    if (!cancelled) return access::refused(visit, cancelled.error());
    return access::done(visit, std::string(kInvitationsPath), "teams.invitation_cancelled");
}

// ---- Requests to be a member --------------------------------------------------------------------

web::Response requests_page(const access::Visit& visit, const ui::Mistakes& mistakes) {
    RequestsView view{.tabs = tabs(kRequestsPath), .errors = mistakes.summary()};
    for (const auto& one : requests(visit)) {
        const auto path = fmt::format("{}/{}", kRequestsPath, one.id.text());
        auto& line = view.lines.emplace_back(
            RequestsView::Line{.name = one.name,
                               .email = one.email,
                               .asked = "Demandé le " + ui::date_long(one.asked_on),
                               .accept = path + "/accepter",
                               .refuse = path + "/refuser",
                               .accept_token = visit.form(),
                               .refuse_token = visit.form()});
        line.reason = {
            .name = "motif-" + one.id.text(), .label = "Motif du refus", .required = true};
        for (const auto& refusal : kRefusals)
            line.reason.options.push_back(
                {.value = std::string(refusal.code), .text = std::string(refusal.label)});
        line.reason.error = mistakes.on(line.reason.name);
    }
    return ui::page(
        visit.frame("Demandes d’adhésion"), [&](html::Writer& out) { render(out, view); },
        mistakes.empty() ? 200 : 422);
}

web::Response show_requests(access::Visit& visit) {
    return requests_page(visit, {});
}

base::PublicId request_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("demande"));
}

web::Response post_accept(access::Visit& visit) {
    const auto accepted = accept_request(visit, request_in_path(visit));
    if (!accepted) return access::refused(visit, accepted.error());
    return access::done(visit, std::string(kRequestsPath), "teams.request_accepted");
}

web::Response post_refuse(access::Visit& visit) {
    const auto field = "motif-" + request_in_path(visit).text();
    const auto refused = refuse_request(visit, request_in_path(visit), visit.typed(field));
    if (refused) return access::done(visit, std::string(kRequestsPath), "teams.request_refused");
    if (refused.error().refusal != base::Refusal::Invalid)
        return access::refused(visit, refused.error());
    ui::Mistakes mistakes;
    mistakes.add(field, refused.error().message);
    return requests_page(visit, mistakes);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using enum access::Rate;
    using web::Method;
    std::vector<access::Route> all{
        {Method::Get, kTeam, Administrator, Reads, Page, show_members},
        {Method::Get, "/equipe/membres/{membre}", Administrator, Reads, Page, show_member},
        {Method::Post, "/equipe/membres/{membre}/role", Administrator, Writes, Act, post_role},
        {Method::Post, "/equipe/membres/{membre}/lien", Administrator, Writes, Act, post_link},
        {Method::Post, "/equipe/membres/{membre}/depart", Administrator, Writes, Act,
         post_departure},
        {Method::Get, kDeparturesPath, Administrator, Reads, Page, show_departures},
        {Method::Get, kInvitationsPath, Administrator, Reads, Page, show_invitations},
        {Method::Get, kInvitePath, Administrator, Reads, Page, show_invite},
        {Method::Post, kInvitePath, Administrator, Writes, Act, post_invite},
        {Method::Post, "/equipe/invitations/{invitation}/renvoyer", Administrator, Writes, Act,
         post_again},
        {Method::Post, "/equipe/invitations/{invitation}/annuler", Administrator, Writes, Act,
         post_cancel_invitation},
        {Method::Get, kRequestsPath, Administrator, Reads, Page, show_requests},
        {Method::Post, "/equipe/demandes/{demande}/accepter", Administrator, Writes, Act,
         post_accept},
        {Method::Post, "/equipe/demandes/{demande}/refuser", Administrator, Writes, Act,
         post_refuse},
    };
    const auto joining = joining_routes();
    all.insert(all.end(), joining.begin(), joining.end());
    return all;
}

}  // namespace gps::teams
