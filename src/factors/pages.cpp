#include "factors/pages.hpp"

#include "access/cookies.hpp"
#include "access/entrance.hpp"
#include "factors/usecases.hpp"
#include "factors/views.hpp"
#include "ui/french.hpp"
#include "ui/messages.hpp"

#include <fmt/format.h>

namespace gps::factors {
namespace {

constexpr std::string_view kSecurity = "/mon-compte/securite";
constexpr std::string_view kApplicationPath = "/mon-compte/securite/application";
constexpr std::string_view kLinkPath = "/mon-compte/securite/lien/{lien}";
constexpr std::string_view kStrengthen = "/connexion/renforcer";

// What is wrong with the code typed, or with the number of codes.
struct Wrong {
    ui::ErrorSummary errors = {};
    std::string of_code = {};
    int status = 200;
};

Wrong wrong(const base::Error& error) {
    const std::string message(ui::message(error.message));
    if (error.refusal == base::Refusal::TooMany)
        return {.errors = {.errors = {{.message = message}}, .title = "Trop d’essais"},
                .status = 429};
    return {.errors = {.errors = {{.field = "code", .message = message}}},
            .of_code = message,
            .status = 422};
}

web::Response show_security(access::Visit& visit) {
    const auto all = factors(visit.tx, visit.viewer.id);
    SecurityView view{.is_full = visit.viewer.is_full(),
                      .may_add = may_add(visit.viewer),
                      .may_strengthen = all.any() || visit.house.proconnect != nullptr,
                      .passkeys = all.passkeys,
                      .token = visit.form()};
    view.has_proconnect = visit.house.proconnect != nullptr;
    view.may_link_proconnect = view.may_add && view.has_proconnect;
    if (all.application_since)
        view.application_since = ui::date_long(base::paris_date(*all.application_since));
    return ui::page(visit.frame("Double authentification"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response application_page(const access::Visit& visit, const Enrolment& enrolment,
                               const Wrong& wrong) {
    const ApplicationView view{.token = visit.form(),
                               .errors = wrong.errors,
                               .error = wrong.of_code,
                               .sealed = enrolment.sealed,
                               .by_hand = enrolment.typed_by_hand,
                               .square = square_code(enrolment.uri)};
    return ui::page(
        visit.frame("Ajouter une application"), [&](html::Writer& out) { render(out, view); },
        wrong.status);
}

web::Response show_application(access::Visit& visit) {
    const auto enrolment = new_application(visit);
    if (!enrolment) return web::Response::see_other(std::string(kSecurity));
    return application_page(visit, *enrolment, {});
}

web::Response post_application(access::Visit& visit) {
    const auto sealed = visit.typed("application");
    const auto added = add_application(visit, sealed, visit.typed("code"));
    if (added) {
        auto response = access::done(visit, std::string(kSecurity), "factors.added");
        access::set_cookie(visit.house, response, access::Cookie::Session, *added);
        return response;
    }
    const auto again = same_application(visit, sealed);
    if (!again) return access::refused(visit, again.error());
    return application_page(visit, *again, wrong(added.error()));
}

web::Response post_remove(access::Visit& visit) {
    const auto removed = remove_application(visit);
    if (!removed) return access::refused(visit, removed.error());
    return access::done(visit, std::string(kSecurity), "factors.removed");
}

std::string link_of(const access::Visit& visit) {
    return std::string(visit.request.param("lien"));
}

web::Response no_link(const access::Visit& visit) {
    return access::refused(visit, {base::Refusal::NotFound, "factors.no_link"});
}

// Opening it changes nothing: mail readers open links by themselves.
web::Response show_link(access::Visit& visit) {
    if (!link_serves(visit, link_of(visit))) return no_link(visit);
    const LinkView view{.token = visit.form(), .action = visit.request.path};
    return ui::page(visit.frame("Préparer la double authentification"),
                    [&](html::Writer& out) { render(out, view); });
}

web::Response post_link(access::Visit& visit) {
    const auto used = use_link(visit, link_of(visit));
    if (!used) return access::refused(visit, used.error());
    return access::done(visit, std::string(kSecurity), "factors.link_used");
}

web::Response strengthen_page(const access::Visit& visit, const Wrong& wrong) {
    const auto all = factors(visit.tx, visit.viewer.id);
    StrengthenView view{.token = visit.form(),
                        .errors = wrong.errors,
                        .error = wrong.of_code,
                        .is_full = visit.viewer.is_full(),
                        .has_application = all.application_since.has_value(),
                        .has_proconnect = visit.house.proconnect != nullptr,
                        .has_passkey = all.passkeys > 0,
                        .may_add = visit.viewer.may_enrol};
    if (view.has_passkey) view.passkey_token = visit.form();
    return ui::page(
        visit.frame("Renforcer la connexion"), [&](html::Writer& out) { render(out, view); },
        wrong.status);
}

web::Response show_strengthen(access::Visit& visit) {
    return strengthen_page(visit, {});
}

web::Response post_strengthen(access::Visit& visit) {
    const auto token = show_code(visit, visit.typed("code"));
    if (!token) {
        auto response = strengthen_page(visit, wrong(token.error()));
        response.is_recorded = true;  // a wrong code counts
        return response;
    }
    return access::go_on_stronger(visit, *token);
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Get, kSecurity, SignedIn, Reads, Rate::Page, show_security},
        {Method::Get, kApplicationPath, SignedIn, Reads, Rate::Page, show_application},
        {Method::Post, kApplicationPath, SignedIn, Writes, Rate::SignIn, post_application},
        {Method::Post, "/mon-compte/securite/application/retirer", SignedIn, Writes, Rate::Act,
         post_remove},
        {Method::Get, kLinkPath, SignedIn, Reads, Rate::SignIn, show_link},
        {Method::Post, kLinkPath, SignedIn, Writes, Rate::SignIn, post_link},
        {Method::Get, kStrengthen, SignedIn, Reads, Rate::Page, show_strengthen},
        {Method::Post, kStrengthen, SignedIn, Writes, Rate::SignIn, post_strengthen},
    };
}

}  // namespace gps::factors
