#include "passkeys/pages.hpp"

#include "access/cookies.hpp"
#include "access/entrance.hpp"
#include "access/rules.hpp"
#include "factors/usecases.hpp"
#include "passkeys/usecases.hpp"
#include "passkeys/views.hpp"
#include "ui/french.hpp"
#include "ui/messages.hpp"

#include <fmt/format.h>

namespace gps::passkeys {
namespace {

constexpr std::string_view kPasskeys = "/mon-compte/securite/cles";
constexpr std::string_view kNew = "/mon-compte/securite/cles/nouvelle";
constexpr std::string_view kStrengthen = "/connexion/renforcer";
constexpr std::string_view kShow = "/connexion/renforcer/cle";

Answer answer(const access::Visit& visit) {
    return {.id = visit.typed("cle"),
            .client = visit.typed("client"),
            .data = visit.typed("donnees"),
            .signature = visit.typed("signature")};
}

ui::Frame frame_below(const access::Visit& visit, std::string title) {
    auto frame = visit.frame(std::move(title));
    frame.breadcrumbs = {{.text = "Double authentification", .href = "/mon-compte/securite"},
                         {.text = "Clés d’accès", .href = std::string(kPasskeys)}};
    return frame;
}

Ceremony ceremony(const access::Visit& visit, const Asked& asked, std::string_view kind) {
    return {.kind = std::string(kind),
            .challenge = asked.challenge,
            .site = asked.site,
            .user = asked.user,
            .account = visit.viewer.email,
            .ids = fmt::format("{}", fmt::join(asked.ids, " "))};
}

web::Response show_passkeys(access::Visit& visit) {
    PasskeysView view{.is_offered = are_offered(visit.house),
                      .may_add = factors::may_add(visit.viewer)};
    for (const auto& passkey : passkeys(visit.tx, visit.viewer.id)) {
        view.lines.push_back({.name = passkey.name,
                              .added = ui::date_long(base::paris_date(passkey.added_at)),
                              .used = ui::date_long(base::paris_date(passkey.used_at))});
        if (!visit.viewer.is_full()) continue;
        view.lines.back().remove_action =
            fmt::format("{}/{}/retirer", kPasskeys, passkey.public_id.text());
        view.lines.back().token = visit.form();
    }
    view.is_full_list = std::ssize(view.lines) >= kMost;
    view.may_strengthen = !visit.viewer.is_full() && !view.lines.empty();
    if (view.is_offered && view.may_add && !view.is_full_list) view.token = visit.form();
    auto frame = visit.frame("Clés d’accès");
    frame.breadcrumbs = {{.text = "Double authentification", .href = "/mon-compte/securite"}};
    return ui::page(frame, [&](html::Writer& out) { render(out, view); });
}

web::Response post_ask_for_new(access::Visit& visit) {
    const auto asked = ask_for_new(visit);
    if (!asked) return access::refused(visit, asked.error());
    return web::Response::see_other(std::string(kNew));
}

// `called`: the name to begin with; `wrong`: why the last answer was refused.
web::Response new_page(access::Visit& visit, std::string called, const base::Error* wrong) {
    const auto what = asked(visit, Purpose::Add);
    if (!what) return web::Response::see_other(std::string(kPasskeys));
    NewPasskeyView view{.token = visit.form(),
                        .name = std::move(called),
                        .ceremony = ceremony(visit, *what, "creer")};
    if (wrong != nullptr) {
        const std::string message(ui::message(wrong->message));
        view.errors = {.errors = {{.field = std::string(wrong->field), .message = message}}};
        if (!wrong->field.empty()) view.error = message;
    }
    return ui::page(
        frame_below(visit, "Ajouter une clé d’accès"),
        [&](html::Writer& out) { render(out, view); }, wrong == nullptr ? 200 : 422);
}

web::Response show_new(access::Visit& visit) {
    return new_page(visit, access::device_of(visit.request.header("user-agent")), nullptr);
}

web::Response post_new(access::Visit& visit) {
    const auto added = add(visit, visit.typed("nom"), answer(visit));
    if (added) {
        auto response = access::done(visit, std::string(kPasskeys), "passkeys.added");
        access::set_cookie(visit.house, response, access::Cookie::Session, *added);
        return response;
    }
    if (added.error().refusal != base::Refusal::Invalid || !ask_for_new(visit))
        return access::refused(visit, added.error());
    auto response = new_page(visit, std::string(visit.typed("nom")), &added.error());
    response.is_recorded = true;  // what was asked serves no more
    return response;
}

web::Response post_remove(access::Visit& visit) {
    const auto removed = remove(visit, base::PublicId::parse(visit.request.param("cle")));
    if (!removed) return access::refused(visit, removed.error());
    return access::done(visit, std::string(kPasskeys), "passkeys.removed");
}

web::Response post_ask_for_one(access::Visit& visit) {
    const auto asked = ask_for_one(visit);
    if (!asked) return access::refused(visit, asked.error());
    return web::Response::see_other(std::string(kShow));
}

web::Response show_page(access::Visit& visit, const base::Error* wrong) {
    const auto what = asked(visit, Purpose::Use);
    if (!what) return web::Response::see_other(std::string(kStrengthen));
    ShowPasskeyView view{.token = visit.form(), .ceremony = ceremony(visit, *what, "montrer")};
    if (wrong != nullptr)
        view.errors = {.errors = {{.message = std::string(ui::message(wrong->message))}},
                       .title = "Clé d’accès refusée"};
    auto frame = visit.frame("Utiliser une clé d’accès");
    frame.breadcrumbs = {{.text = "Renforcer la connexion", .href = std::string(kStrengthen)}};
    return ui::page(
        frame, [&](html::Writer& out) { render(out, view); }, wrong == nullptr ? 200 : 422);
}

web::Response show_use(access::Visit& visit) {
    return show_page(visit, nullptr);
}

web::Response post_use(access::Visit& visit) {
    const auto token = show(visit, answer(visit));
    if (token) return access::go_on_stronger(visit, *token);
    if (token.error().refusal != base::Refusal::Invalid || !ask_for_one(visit))
        return access::refused(visit, token.error());
    auto response = show_page(visit, &token.error());
    response.is_recorded = true;  // what was asked serves no more
    return response;
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Get, kPasskeys, SignedIn, Reads, Rate::Page, show_passkeys},
        {Method::Post, kPasskeys, SignedIn, Writes, Rate::Act, post_ask_for_new},
        {Method::Get, kNew, SignedIn, Reads, Rate::Page, show_new},
        {Method::Post, kNew, SignedIn, Writes, Rate::SignIn, post_new},
        {Method::Post, "/mon-compte/securite/cles/{cle}/retirer", SignedIn, Writes, Rate::Act,
         post_remove},
        {Method::Post, "/connexion/renforcer/demander-une-cle", SignedIn, Writes, Rate::Act,
         post_ask_for_one},
        {Method::Get, kShow, SignedIn, Reads, Rate::Page, show_use},
        {Method::Post, kShow, SignedIn, Writes, Rate::SignIn, post_use},
    };
}

}  // namespace gps::passkeys
