#include "teams/pages_joining.hpp"

#include "access/cookies.hpp"
#include "base/random.hpp"
#include "teams/usecases.hpp"
#include "teams/views.hpp"
#include "ui/french.hpp"
#include "ui/layout.hpp"

#include <fmt/format.h>

namespace gps::teams {
namespace {

constexpr std::string_view kOfferPath = "/invitations/{lien}";
constexpr std::string_view kAskPath = "/structures/{structure}/rejoindre";
constexpr std::string_view kSentPath = "/mon-compte/demandes";

// Who holds a link that serves no more is told what to do; so is whoever made one up.
web::Response no_invitation(const access::Visit& visit) {
    return access::refused(visit, {base::Refusal::Conflict, "teams.no_invitation"});
}

bool is_signed_in(const access::Visit& visit) {
    return visit.viewer.id.value != 0;
}

std::string as_role(Role role) {
    return role == Role::Administrator ? "administrateur" : "membre";
}

// Opening it changes nothing: mail readers open links by themselves.
web::Response show_offer(access::Visit& visit) {
    const auto found = offer(visit, visit.request.param("lien"));
    if (!found) return no_invitation(visit);
    const bool is_new = visit.csrf_secret.empty();
    if (is_new) {
        visit.browser = base::random_token(access::kBrowserBits);
        visit.csrf_secret = visit.browser;
    }
    const OfferView view{
        .token = visit.form(),
        .action = visit.request.path,
        .structure = found->structure,
        .invited_by = found->invited_by,
        .name = found->name,
        .role = as_role(found->role),
        .has_proconnect = visit.house.proconnect != nullptr && !is_signed_in(visit)};
    auto response =
        ui::page(visit.frame("Invitation"), [&](html::Writer& out) { render(out, view); });
    if (is_new) access::set_cookie(visit.house, response, access::Cookie::Browser, visit.browser);
    // Who signs in before they accept comes back here.
    if (!is_signed_in(visit))
        access::set_cookie(visit.house, response, access::Cookie::Return, visit.request.path);
    return response;
}

web::Response post_offer(access::Visit& visit) {
    const auto accepted = accept_offer(visit, visit.request.param("lien"));
    if (!accepted) return no_invitation(visit);
    if (is_signed_in(visit)) return access::done(visit, "/structure", "teams.joined");
    auto response = access::done(visit, "/connexion", "teams.joined_sign_in");
    access::clear_cookie(visit.house, response, access::Cookie::Return);
    return response;
}

base::PublicId structure_in_path(const access::Visit& visit) {
    return base::PublicId::parse(visit.request.param("structure"));
}

web::Response show_ask(access::Visit& visit) {
    const auto asked = askable(visit, structure_in_path(visit));
    if (!asked) return access::refused(visit, {base::Refusal::NotFound, "teams.no_structure"});
    const AskView view{.token = visit.form(),
                       .action = visit.request.path,
                       .back = "/structures/" + structure_in_path(visit).text(),
                       .structure = asked->name,
                       .is_member = asked->is_member,
                       .has_asked = asked->has_asked};
    return ui::page(visit.frame("Rejoindre une structure"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response post_ask(access::Visit& visit) {
    const auto asked = ask(visit, structure_in_path(visit));
    if (!asked) return access::refused(visit, asked.error());
    return access::done(visit, std::string(kSentPath), "teams.asked");
}

ui::Badge badge_of(RequestState state) {
    switch (state) {
        case RequestState::Pending:
            return {.tone = ui::Tone::Info, .text = "En attente de réponse"};
        case RequestState::Accepted:
            return {.tone = ui::Tone::Success, .text = "Acceptée"};
        case RequestState::Refused:
            return {.tone = ui::Tone::Error, .text = "Refusée"};
        case RequestState::Cancelled:
            return {.tone = ui::Tone::Neutral, .text = "Annulée"};
    }
    __builtin_unreachable();
}

web::Response show_sent(access::Visit& visit) {
    SentView view;
    for (const auto& one : sent(visit)) {
        auto& line = view.lines.emplace_back(
            SentView::Line{.structure = one.structure,
                           .asked = "Demandée le " + ui::date_long(one.asked_on),
                           .state = badge_of(one.state),
                           .reason = one.refusal});
        if (one.state != RequestState::Pending) continue;
        line.cancel = fmt::format("{}/{}/annuler", kSentPath, one.id.text());
        line.token = visit.form();
    }
    return ui::page(visit.frame("Mes demandes d’adhésion"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response post_cancel(access::Visit& visit) {
    const auto cancelled =
        cancel_request(visit, base::PublicId::parse(visit.request.param("demande")));
    if (!cancelled) return access::refused(visit, cancelled.error());
    return access::done(visit, std::string(kSentPath), "teams.request_cancelled");
}

}  // namespace

std::vector<access::Route> joining_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Get, kOfferPath, Anyone, Reads, Rate::SignIn, show_offer},
        {Method::Post, kOfferPath, Anyone, Writes, Rate::SignIn, post_offer},
        {Method::Get, kAskPath, SignedIn, Reads, Rate::Page, show_ask},
        {Method::Post, kAskPath, SignedIn, Writes, Rate::Act, post_ask},
        {Method::Get, kSentPath, SignedIn, Reads, Rate::Page, show_sent},
        {Method::Post, "/mon-compte/demandes/{demande}/annuler", SignedIn, Writes, Rate::Act,
         post_cancel},
    };
}

}  // namespace gps::teams
