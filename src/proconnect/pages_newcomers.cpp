#include "proconnect/pages_newcomers.hpp"

#include "access/cookies.hpp"
#include "people/identity.hpp"
#include "proconnect/newcomers.hpp"
#include "proconnect/views.hpp"
#include "teams/usecases.hpp"
#include "ui/messages.hpp"

namespace gps::proconnect {
namespace {

constexpr std::string_view kToSignIn = "/connexion";
constexpr std::string_view kSent = "/mon-compte/demandes";
constexpr std::string_view kInvitations = "/invitations/";

// The link of the invitation that this browser opened last, when it was sent to this address.
std::string link_held(const access::Visit& visit) {
    const auto wanted = access::cookie(visit.house, visit.request, access::Cookie::Return);
    if (!wanted.starts_with(kInvitations)) return {};
    return wanted.substr(kInvitations.size());
}

void add_invitation(const access::Visit& visit, const openid::Identity& identity,
                    NewcomerView& view) {
    const auto link = link_held(visit);
    const auto offer = link.empty() ? std::nullopt : teams::offer(visit, link);
    const auto email = people::Email::parse(identity.email);
    if (!offer || !email || offer->email != email->text()) return;
    view.invited_to = offer->structure;
    view.invited_by = offer->invited_by;
    view.link = link;
    view.accept_token = visit.form();
}

ui::RadioGroup structures(const access::Visit& visit, const openid::Identity& identity,
                          std::string error) {
    ui::RadioGroup group{.name = "structure",
                         .legend = "Structure à rejoindre",
                         .error = std::move(error),
                         .required = true};
    for (const auto& place : places(visit, identity))
        group.options.push_back(
            {.value = place.public_id.text(), .text = place.name, .hint = place.city});
    if (group.options.size() == 1) group.value = group.options[0].value;
    return group;
}

web::Response newcomer_page(const access::Visit& visit, const openid::Identity& identity,
                            const base::Error* wrong) {
    const std::string message(wrong != nullptr ? ui::message(wrong->message) : "");
    NewcomerView view{.name = identity.given_name + " " + identity.usual_name,
                      .email = identity.email,
                      .siret = identity.siret,
                      .sealed = sealed_newcomer(visit, identity),
                      .structures = structures(visit, identity, message)};
    if (wrong != nullptr) view.errors = {.errors = {{.field = "structure", .message = message}}};
    if (!view.structures.options.empty()) view.ask_token = visit.form();
    add_invitation(visit, identity, view);
    return ui::page(
        visit.frame("Première connexion"), [&](html::Writer& out) { render(out, view); },
        wrong == nullptr ? 200 : 422);
}

// The identity that the form brings back, of nobody signed in.
std::optional<openid::Identity> brought_back(const access::Visit& visit) {
    if (visit.viewer.id.value != 0) return std::nullopt;
    return unsealed_newcomer(visit, visit.typed("identite"));
}

// Where ProConnect is not offered, its pages do not exist.
web::Response too_late(const access::Visit& visit) {
    if (visit.house.proconnect == nullptr)
        return access::refused(visit, {base::Refusal::NotFound, "proconnect.refused"});
    return access::done(visit, std::string(kToSignIn), "proconnect.newcomer_late");
}

web::Response goes_in(const access::Visit& visit, const access::Opened& opened,
                      std::string_view path) {
    auto response = access::done(visit, std::string(path), "proconnect.account_opened");
    access::set_cookie(visit.house, response, access::Cookie::Session, opened.token);
    access::clear_cookie(visit.house, response, access::Cookie::Return);
    access::clear_cookie(visit.house, response, access::Cookie::Browser);
    return response;
}

web::Response post_ask(access::Visit& visit) {
    const auto identity = brought_back(visit);
    if (!identity || visit.house.proconnect == nullptr) return too_late(visit);
    const auto opened =
        open_and_ask(visit, *identity, base::PublicId::parse(visit.typed("structure")));
    if (!opened && opened.error().refusal == base::Refusal::NotFound) {
        const base::Error wrong{base::Refusal::Invalid, "proconnect.choose_structure"};
        return newcomer_page(visit, *identity, &wrong);
    }
    if (!opened) return access::refused(visit, opened.error());
    return goes_in(visit, *opened, kSent);
}

web::Response post_accept(access::Visit& visit) {
    const auto identity = brought_back(visit);
    if (!identity || visit.house.proconnect == nullptr) return too_late(visit);
    const auto opened = open_invited(visit, *identity, visit.typed("lien"));
    if (!opened) return access::refused(visit, opened.error());
    return goes_in(visit, *opened, "/suivis");
}

}  // namespace

web::Response welcome_newcomer(access::Visit& visit, const openid::Identity& identity) {
    return newcomer_page(visit, identity, nullptr);
}

std::vector<access::Route> newcomer_routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Post, "/connexion/proconnect/adhesion", Anyone, Writes, Rate::SignIn, post_ask},
        {Method::Post, "/connexion/proconnect/invitation", Anyone, Writes, Rate::SignIn,
         post_accept},
    };
}

}  // namespace gps::proconnect
