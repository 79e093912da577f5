#include "proconnect/journey.hpp"

#include "access/cookies.hpp"
#include "access/model.hpp"
#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/seal.hpp"
#include "proconnect/store.hpp"

#include <fmt/format.h>

namespace gps::proconnect {
namespace {

constexpr unsigned kStateBits = 256;

std::string cookie_digest(const access::House& house, const web::Request& request,
                          access::Cookie which) {
    return base::digest(access::cookie(house, request, which));
}

// Bound to its state: another departure's secrets do not open it.
std::string bound_to(std::string_view state) {
    return fmt::format("proconnect:{}:", state);
}

std::string sealed(const access::House& house, const openid::Departure& departure) {
    const char strength = departure.strength == openid::Strength::TwoFactors ? '2' : '1';
    return base::seal(house.keys.sealing(),
                      fmt::format("{}{}{}:{}", bound_to(departure.state), strength, departure.nonce,
                                  departure.verifier));
}

std::optional<openid::Departure> unsealed(const access::House& house, std::string_view text,
                                          std::string_view state) {
    const auto plain = base::unseal(house.keys.sealing(), text);
    const auto bound = bound_to(state);
    if (!plain || !plain->starts_with(bound) || plain->size() == bound.size()) return std::nullopt;
    const auto rest = std::string_view(*plain).substr(bound.size());
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return openid::Departure{.state = std::string(state),
                             .nonce = std::string(rest.substr(1, colon - 1)),
                             .verifier = std::string(rest.substr(colon + 1)),
                             .strength = rest.front() == '2' ? openid::Strength::TwoFactors
                                                             : openid::Strength::OneFactor};
}

std::optional<store::Departed> claim(const access::House& house, const web::Request& request) {
    const auto state = base::digest(std::string(request.query.get("state")));
    return house.database.write([&](db::Transaction& tx) {
        return store::claim_departure(tx, state,
                                      cookie_digest(house, request, access::Cookie::Browser),
                                      cookie_digest(house, request, access::Cookie::Session),
                                      house.clock.now().minus(kJourneyLife));
    });
}

}  // namespace

std::optional<Leaving> prepare(const access::House& house, openid::Strength strength) {
    if (house.proconnect == nullptr) return std::nullopt;
    Leaving leaving{.departure = openid::Provider::fresh_departure(strength)};
    leaving.address = house.proconnect->address_of(leaving.departure);
    return leaving;
}

void keep(const access::Visit& visit, const openid::Departure& departure) {
    // The form's token was tied to it: it is not empty.
    const auto holder = base::digest(visit.csrf_secret);
    store::NewDeparture kept{.state_digest = base::digest(departure.state),
                             .holder_digest = holder,
                             .sealed = sealed(visit.house, departure),
                             .at = visit.now};
    if (visit.viewer.id.value != 0) kept.session = visit.viewer.session;
    store::keep_departure(visit.tx, kept);
}

std::optional<Arrived> arrive(const access::House& house, const web::Request& request) {
    if (house.proconnect == nullptr) return std::nullopt;
    Arrived arrived;
    const auto departed = claim(house, request);
    if (!departed) return arrived;
    arrived.session = departed->session;
    const auto& query = request.query;
    const auto departure = unsealed(house, departed->sealed, query.get("state"));
    if (!departure) return arrived;
    arrived.identity = house.proconnect->identify(*departure, {.state = query.get("state"),
                                                               .code = query.get("code"),
                                                               .issuer = query.get("iss"),
                                                               .error = query.get("error")});
    return arrived;
}

void keep_token(const access::Visit& visit, access::SessionId session,
                const base::Secret& id_token) {
    store::keep_session(visit.tx, session,
                        base::seal(visit.house.keys.sealing(), id_token.reveal()), visit.now);
}

std::string goodbye(const access::House& house, const web::Request& request) {
    if (house.proconnect == nullptr) return {};
    const auto digest = cookie_digest(house, request, access::Cookie::Session);
    const auto kept =
        house.database.read([&](db::Transaction& tx) { return store::session(tx, digest); });
    auto id_token = kept ? base::unseal(house.keys.sealing(), *kept) : std::nullopt;
    if (!id_token) return {};
    const auto address = house.proconnect->sign_out_address(base::Secret(*std::move(id_token)),
                                                            base::random_token(kStateBits));
    return address.value_or("");
}

std::int64_t sweep(db::Database& db, const base::Clock& clock) {
    const auto now = clock.now();
    return db.write([&](db::Transaction& tx) {
        return store::sweep(tx, now.minus(kJourneyLife), now.minus(access::kSessionLife));
    });
}

}  // namespace gps::proconnect
