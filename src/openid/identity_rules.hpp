#pragma once

#include "base/date.hpp"
#include "openid/claims.hpp"
#include "openid/doubt.hpp"
#include "openid/strength.hpp"

#include <chrono>
#include <string_view>

// What a token must say once its signature is right: as OpenID Connect Core asks (sections 3.1.3.7
// and 5.3.2), and more strictly where it leaves a choice.
namespace gps::openid {

// Between two clocks that are right.
constexpr std::chrono::seconds kClocksApart{30};
// A token that is older answers no sign-in of now: ProConnect's code lives thirty seconds.
constexpr std::chrono::minutes kOldest{5};

// What a token must agree with.
struct Expected {
    base::Instant now = {};
    std::string_view issuer = {};
    std::string_view client = {};  // the only one it is meant for
    std::string_view nonce = {};
    std::string_view access_token = {};
    Strength strength = Strength::OneFactor;
};

// An ID token: who signed in, when, how, and that it answers this departure.
Believed<> check_id_token(const Claims& claims, const Expected& expected);

// The answer of userinfo: about the same `subject`, with a name, an address and an employer.
Believed<> check_user_info(const Claims& claims, const Expected& expected,
                           std::string_view subject);

}  // namespace gps::openid
