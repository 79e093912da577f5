#include "sessions/pages.hpp"

#include "access/cookies.hpp"
#include "access/drafts.hpp"
#include "access/entrance.hpp"
#include "access/forms.hpp"
#include "access/usecases.hpp"
#include "base/random.hpp"
#include "sessions/views.hpp"
#include "structures/kinds.hpp"
#include "ui/french.hpp"
#include "ui/messages.hpp"

#include <fmt/format.h>

namespace gps::sessions {
namespace {

using access::Visit;

// What a form of signing in says when it is shown again.
struct Told {
    ui::ErrorSummary errors = {};
    std::string of_field = {};
    int status = 200;
};

// Too many tries are no mistake of the field.
Told told(const base::Error& error, std::string_view field) {
    const std::string message(ui::message(error.message));
    if (error.refusal == base::Refusal::TooMany)
        return {.errors = {.errors = {{.message = message}}, .title = "Trop de demandes"},
                .status = 429};
    return {.errors = {.errors = {{.field = std::string(field), .message = message}}},
            .of_field = message,
            .status = 422};
}

web::Response sign_in_page(const Visit& visit, const std::string& email, const Told& told) {
    SignInView view{.token = visit.form(),
                    .email = email,
                    .errors = told.errors,
                    .error = told.of_field,
                    .has_proconnect = visit.house.proconnect != nullptr};
    for (const auto& persona : visit.house.personas)
        view.personas.push_back({persona.email, persona.who, persona.what});
    return ui::page(
        visit.frame("Se connecter"), [&](html::Writer& out) { render(out, view); }, told.status);
}

// Forms before signing in are tied to the browser's own cookie: it is given here.
web::Response show_sign_in(Visit& visit) {
    if (visit.viewer.id.value != 0) return web::Response::see_other("/suivis");
    const bool is_new = visit.browser.empty();
    if (is_new) {
        visit.browser = base::random_token(access::kBrowserBits);
        visit.csrf_secret = visit.browser;
    }
    auto response = sign_in_page(visit, "", {});
    if (is_new) access::set_cookie(visit.house, response, access::Cookie::Browser, visit.browser);
    return response;
}

web::Response post_sign_in(Visit& visit) {
    const auto typed = visit.typed("email");
    const auto asked = access::ask_code(visit.house, visit.tx, typed, access::origin(visit));
    if (asked) return web::Response::see_other("/connexion/code");
    auto response = sign_in_page(visit, std::string(typed), told(asked.error(), "email"));
    response.is_recorded = true;  // what was asked for counts, even refused
    return response;
}

web::Response code_page(const Visit& visit, const Told& told) {
    const CodeView view{.token = visit.form(),
                        .errors = told.errors,
                        .error = told.of_field,
                        .is_demonstration = visit.house.is_demonstration};
    return ui::page(
        visit.frame("Saisir le code"), [&](html::Writer& out) { render(out, view); }, told.status);
}

web::Response show_code(Visit& visit) {
    if (visit.browser.empty()) return web::Response::see_other("/connexion");
    return code_page(visit, {});
}

web::Response post_code(Visit& visit) {
    const auto opened =
        access::open_session(visit.house, visit.tx, visit.typed("code"), access::origin(visit));
    if (opened) return access::enter(visit, *opened);
    auto response = code_page(visit, told(opened.error(), "code"));
    response.is_recorded = true;  // a wrong code counts
    return response;
}

web::Response post_persona(Visit& visit) {
    const auto opened = access::enter_as_persona(visit.house, visit.tx, visit.typed("email"),
                                                 access::origin(visit));
    if (!opened) return access::refused(visit, opened.error());
    return access::enter(visit, *opened);
}

web::Response post_sign_out(Visit& visit) {
    return access::leave(visit, "/connexion", "access.signed_out");
}

web::Response show_choices(Visit& visit) {
    // Who is of the team of the service only has none to choose.
    if (visit.viewer.is_platform && visit.viewer.structures == 0)
        return web::Response::see_other("/plateforme");
    ChooseView view{.token = visit.form()};
    for (const auto& choice : access::choices(visit.tx, visit.viewer.id)) {
        const auto& kind = structures::kind(choice.kind);
        view.lines.push_back(
            {.id = choice.public_id.text(),
             .name = choice.name,
             .place = choice.city.empty() ? std::string(kind.label)
                                          : fmt::format("{}, {}", kind.label, choice.city),
             .is_current = visit.viewer.acting_for &&
                           visit.viewer.acting_for->public_id == choice.public_id});
    }
    return ui::page(visit.frame("Choisir une structure"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response post_choice(Visit& visit) {
    const auto chosen = base::PublicId::parse(visit.typed("structure"));
    const auto acting =
        access::act_for(visit.house, visit.tx, visit.viewer, chosen, visit.request.id);
    if (!acting) return access::refused(visit, acting.error());
    return access::done(visit, "/suivis", "access.structure_chosen");
}

std::string moment(base::Instant instant) {
    return fmt::format("le {} à {}", ui::date_long(base::paris_date(instant)),
                       base::paris_time(instant));
}

web::Response show_sessions(Visit& visit) {
    SessionsView view;
    for (const auto& session : access::sessions_of(visit.tx, visit.viewer, visit.now)) {
        view.lines.push_back({.id = session.public_id.text(),
                              .device = session.device,
                              .opened = moment(session.created_at),
                              .seen = moment(session.last_seen_at),
                              .is_full = session.strength == access::Strength::Full,
                              .is_current = session.is_current,
                              .token = visit.form()});
    }
    if (view.lines.size() > 1) view.token = visit.form();
    return ui::page(visit.frame("Mes connexions"), [&](html::Writer& out) { render(out, view); });
}

web::Response post_revoke(Visit& visit) {
    const auto session = base::PublicId::parse(visit.request.param("connexion"));
    const auto revoked =
        access::revoke_session(visit.house, visit.tx, visit.viewer, session, visit.request.id);
    if (!revoked) return access::refused(visit, revoked.error());
    return access::done(visit, "/mon-compte/connexions", "access.session_closed");
}

web::Response post_revoke_others(Visit& visit) {
    access::revoke_others(visit.house, visit.tx, visit.viewer, visit.request.id);
    return access::done(visit, "/mon-compte/connexions", "access.others_closed");
}

web::Response show_draft(Visit& visit) {
    auto again = access::draft(visit);
    if (!again) return web::Response::see_other("/suivis");
    const DraftView view{.again = *std::move(again)};
    return ui::page(visit.frame("Reprendre votre envoi"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response show_home(Visit& visit) {
    return web::Response::see_other(visit.viewer.id.value != 0 ? "/suivis" : "/connexion");
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using web::Method;
    return {
        {Method::Get, "/", Anyone, Reads, access::Rate::Page, show_home},
        {Method::Get, "/connexion", Anyone, Reads, access::Rate::SignIn, show_sign_in},
        {Method::Post, "/connexion", Anyone, Writes, access::Rate::SignIn, post_sign_in},
        {Method::Get, "/connexion/code", Anyone, Reads, access::Rate::SignIn, show_code},
        {Method::Post, "/connexion/code", Anyone, Writes, access::Rate::SignIn, post_code},
        {Method::Post, "/demonstration/entrer", Demonstration, Writes, access::Rate::SignIn,
         post_persona},
        {Method::Post, "/deconnexion", SignedIn, Writes, access::Rate::Act, post_sign_out},
        {Method::Get, "/reprendre", SignedIn, Reads, access::Rate::Page, show_draft},
        {Method::Get, "/structure", SignedIn, Reads, access::Rate::Page, show_choices},
        {Method::Post, "/structure", SignedIn, Writes, access::Rate::Act, post_choice},
        {Method::Get, "/mon-compte/connexions", SignedIn, Reads, access::Rate::Page, show_sessions},
        {Method::Post, "/mon-compte/connexions/fermer-les-autres", SignedIn, Writes,
         access::Rate::Act, post_revoke_others},
        {Method::Post, "/mon-compte/connexions/{connexion}/fermer", SignedIn, Writes,
         access::Rate::Act, post_revoke},
    };
}

}  // namespace gps::sessions
