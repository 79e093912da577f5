#include "proconnect/pages.hpp"

#include "access/cookies.hpp"
#include "access/entrance.hpp"
#include "proconnect/journey.hpp"
#include "proconnect/newcomers.hpp"
#include "proconnect/pages_newcomers.hpp"
#include "proconnect/usecases.hpp"

namespace gps::proconnect {
namespace {

constexpr std::string_view kSignIn = "/connexion";
constexpr std::string_view kSecurity = "/mon-compte/securite";
constexpr std::string_view kStrengthen = "/connexion/renforcer";

bool wants_stronger(const web::Request& request) {
    return request.form.has("renforcer");
}

std::any before_leaving(const access::House& house, const web::Request& request) {
    return prepare(house, wants_stronger(request) ? openid::Strength::TwoFactors
                                                  : openid::Strength::OneFactor);
}

// Where ProConnect is not offered, its pages do not exist.
web::Response no_page(const access::Visit& visit) {
    return access::refused(visit, {base::Refusal::NotFound, "proconnect.refused"});
}

web::Response post_leave_for(access::Visit& visit) {
    const auto leaving = std::any_cast<std::optional<Leaving>>(visit.errand);
    if (!leaving) return no_page(visit);
    if (!leaving->address) {
        const bool is_signed_in = visit.viewer.id.value != 0;
        return access::done(visit, std::string(is_signed_in ? kStrengthen : kSignIn),
                            "proconnect.unavailable");
    }
    keep(visit, leaving->departure);
    return web::Response::see_other(*leaving->address);
}

std::any on_arriving(const access::House& house, const web::Request& request) {
    return arrive(house, request);
}

std::string_view sentence_for(openid::Doubt doubt) {
    if (doubt == openid::Doubt::GivenUp) return "proconnect.given_up";
    if (doubt == openid::Doubt::Assurance) return "proconnect.one_factor";
    if (openid::is_of_the_moment(doubt)) return "proconnect.unavailable";
    return "proconnect.refused";
}

// Somebody signed in has shown an identity.
web::Response joins(const access::Visit& visit, const openid::Identity& identity) {
    const auto joined = join(visit, identity);
    if (!joined) return access::done(visit, std::string(kStrengthen), joined.error().message);
    if (const auto& token = joined->token) return access::go_on_stronger(visit, *token);
    return access::done(visit, std::string(kSecurity),
                        joined->is_new ? "proconnect.linked" : "proconnect.one_factor");
}

web::Response show_return(access::Visit& visit) {
    const auto arrived = std::any_cast<std::optional<Arrived>>(visit.errand);
    if (!arrived) return no_page(visit);
    const auto& [session, identity] = *arrived;
    if (!identity) {
        return access::done(visit, std::string(session ? kStrengthen : kSignIn),
                            sentence_for(identity.error()));
    }
    if (session && visit.viewer.session == *session) return joins(visit, *identity);
    if (session) return access::done(visit, std::string(kSignIn), "proconnect.refused");
    const auto opened = come_in(visit, *identity);
    if (!opened && is_newcomer(visit, *identity)) return welcome_newcomer(visit, *identity);
    if (!opened) return access::done(visit, std::string(kSignIn), opened.error().message);
    return access::enter(visit, *opened);
}

std::any before_goodbye(const access::House& house, const web::Request& request) {
    return goodbye(house, request);
}

// Out of GPS whatever ProConnect says; out of ProConnect too when it can be asked.
web::Response post_sign_out(access::Visit& visit) {
    const auto address = std::any_cast<std::string>(visit.errand);
    return access::leave(visit, address.empty() ? std::string(kSignIn) : address,
                         "access.signed_out");
}

web::Response show_goodbye(access::Visit& /*visit*/) {
    return web::Response::see_other(std::string(kSignIn));
}

// For ProConnect, which checks by it who asks for tokens.
web::Response show_keys(access::Visit& visit) {
    if (visit.house.proconnect == nullptr) return no_page(visit);
    web::Response response;
    response.body = visit.house.proconnect->public_jwks();
    response.set("Content-Type", "application/jwk-set+json");
    return response;
}

}  // namespace

std::vector<access::Route> routes() {
    using enum access::Caller;
    using enum access::Effect;
    using access::Rate;
    using web::Method;
    return {
        {Method::Post, "/connexion/proconnect", Anyone, Writes, Rate::SignIn, post_leave_for,
         before_leaving},
        {Method::Get, "/connexion/proconnect/retour", Anyone, Traces, Rate::SignIn, show_return,
         on_arriving},
        {Method::Get, "/connexion/proconnect/cles", Anyone, Reads, Rate::Page, show_keys},
        {Method::Get, "/connexion/proconnect/au-revoir", Anyone, Reads, Rate::Page, show_goodbye},
        {Method::Post, "/deconnexion/proconnect", SignedIn, Writes, Rate::Act, post_sign_out,
         before_goodbye},
    };
}

}  // namespace gps::proconnect
