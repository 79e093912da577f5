#include "proconnect/newcomers.hpp"

#include "base/digest.hpp"
#include "base/seal.hpp"
#include "openid/claims.hpp"
#include "people/identity.hpp"
#include "people/names.hpp"
#include "people/store.hpp"
#include "proconnect/store.hpp"
#include "proconnect/usecases.hpp"
#include "teams/usecases.hpp"

#include <algorithm>

namespace gps::proconnect {
namespace {

using Refusal = base::Refusal;

constexpr std::chrono::minutes kTimeToChoose{15};
constexpr std::int64_t kMicros = 1'000'000;

// What a newcomer's account is opened with, cleaned.
struct Names {
    std::string email = {};
    std::string last_name = {};
    std::string first_name = {};
};
std::optional<Names> names_of(const openid::Identity& identity) {
    const auto email = people::Email::parse(identity.email);
    const auto last_name = people::clean_name(identity.usual_name, "nom");
    const auto first_name = people::clean_name(identity.given_name, "prenom");
    if (!email || !last_name || !first_name) return std::nullopt;
    return Names{.email = email->text(), .last_name = *last_name, .first_name = *first_name};
}

auto no_newcomer() {
    return base::refuse(Refusal::Conflict, "proconnect.refused");
}

// The same visit, by the account just opened; it acts for no structure.
access::Visit as(const access::Visit& visit, people::ProfessionalId id, const Names& names) {
    access::Visit own{visit};
    own.viewer = {.id = id, .name = names.first_name + " " + names.last_name, .email = names.email};
    return own;
}

// The account of a newcomer, linked for good.
base::Result<access::Visit> open_account(const access::Visit& visit,
                                         const openid::Identity& identity) {
    const auto names = names_of(identity);
    if (!names || !is_newcomer(visit, identity)) return no_newcomer();
    const auto id = people::store::add_professional(visit.tx, names->email, names->last_name,
                                                    names->first_name, visit.now);
    if (!link_account(visit, identity, id, names->email)) return no_newcomer();
    return as(visit, id, *names);
}

}  // namespace

bool is_newcomer(const access::Visit& visit, const openid::Identity& identity) {
    const auto names = names_of(identity);
    return names && !store::linked(visit.tx, identity.issuer, identity.subject) &&
           !people::store::professional_by_email(visit.tx, names->email);
}

std::string sealed_newcomer(const access::Visit& visit, const openid::Identity& identity) {
    const bool is_strong = identity.strength == openid::Strength::TwoFactors;
    return base::seal(
        visit.house.keys.sealing(),
        openid::object_of({{"kind", "newcomer"},
                           {"for", base::digest(visit.csrf_secret)},
                           {"until", visit.now.plus(kTimeToChoose).micros / kMicros},
                           {"issuer", identity.issuer},
                           {"subject", identity.subject},
                           {"email", identity.email},
                           {"given_name", identity.given_name},
                           {"usual_name", identity.usual_name},
                           {"siret", identity.siret},
                           {"factors", is_strong ? "2" : "1"},
                           {"id_token", std::string_view(identity.id_token.reveal())}}));
}

std::optional<openid::Identity> unsealed_newcomer(const access::Visit& visit,
                                                  std::string_view sealed) {
    const auto text = base::unseal(visit.house.keys.sealing(), sealed);
    const auto said = text ? openid::Claims::parse(*text) : std::nullopt;
    if (!said || said->text("kind") != "newcomer" ||
        said->text("for") != base::digest(visit.csrf_secret) ||
        said->date("until").value_or(0) <= visit.now.micros / kMicros)
        return std::nullopt;
    const auto of = [&](std::string_view name) { return std::string(said->text(name)); };
    return openid::Identity{.issuer = of("issuer"),
                            .subject = of("subject"),
                            .email = of("email"),
                            .given_name = of("given_name"),
                            .usual_name = of("usual_name"),
                            .siret = of("siret"),
                            .strength = said->text("factors") == "2" ? openid::Strength::TwoFactors
                                                                     : openid::Strength::OneFactor,
                            .id_token = base::Secret(of("id_token"))};
}

std::vector<Place> places(const access::Visit& visit, const openid::Identity& identity) {
    return store::places(visit.tx, identity.siret);
}

base::Result<access::Opened> open_and_ask(const access::Visit& visit,
                                          const openid::Identity& identity,
                                          const base::PublicId& structure) {
    const auto offered = places(visit, identity);
    if (std::ranges::find(offered, structure, &Place::public_id) == offered.end())
        return base::refuse(Refusal::NotFound, "teams.no_structure");
    const auto own = open_account(visit, identity);
    if (!own) return base::pass_on(own);
    if (const auto asked = teams::ask(*own, structure); !asked) return base::pass_on(asked);
    return open_session(visit, identity, own->viewer.id);
}

base::Result<access::Opened> open_invited(const access::Visit& visit,
                                          const openid::Identity& identity, std::string_view link) {
    const auto offer = teams::offer(visit, link);
    if (!offer) return base::refuse(Refusal::NotFound, "teams.no_invitation");
    const auto email = people::Email::parse(identity.email);
    if (!email || offer->email != email->text())
        return base::refuse(Refusal::Forbidden, "proconnect.invited_another");
    const auto own = open_account(visit, identity);
    if (!own) return base::pass_on(own);
    if (const auto joined = teams::accept_offer(*own, link); !joined) return base::pass_on(joined);
    return open_session(visit, identity, own->viewer.id);
}

}  // namespace gps::proconnect
