#pragma once

#include "access/route.hpp"
#include "openid/provider.hpp"

#include <optional>
#include <string>

// The way to ProConnect and back. What asks it anything runs outside the request's transaction.
namespace gps::proconnect {

constexpr std::chrono::minutes kJourneyLife{10};

// About to leave: the secrets of this departure, and where the browser goes.
struct Leaving {
    openid::Departure departure = {};
    openid::Believed<std::string> address = {};
};
// nullopt when ProConnect is not offered.
std::optional<Leaving> prepare(const access::House& house, openid::Strength strength);

// Keeps a departure until the way back: for the session of who is signed in, who wants it stronger;
// else for this browser, whose form had a token of its own.
void keep(const access::Visit& visit, const openid::Departure& departure);

// Come back: who ProConnect says it is, and for which session.
struct Arrived {
    std::optional<access::SessionId> session = {};
    openid::Believed<openid::Identity> identity = openid::doubt(openid::Doubt::State);
};
// The departure serves this once, whatever comes of it.
std::optional<Arrived> arrive(const access::House& house, const web::Request& request);

// Keeps what signing out of ProConnect will take.
void keep_token(const access::Visit& visit, access::SessionId session,
                const base::Secret& id_token);
// Where signing out of ProConnect begins for the session of this request; "" when it cannot.
std::string goodbye(const access::House& house, const web::Request& request);

// A job: how many old departures and sessions were deleted.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::proconnect
