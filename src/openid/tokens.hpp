#pragma once

#include "openid/claims.hpp"
#include "openid/doubt.hpp"
#include "openid/public_keys.hpp"

#include <string>
#include <string_view>

namespace gps::openid {

// The claims of a compact JWS (RFC 7515), once its header is the one agreed and its signature
// right.
Believed<Claims> verified(std::string_view token, const PublicKeys& keys, Algorithm algorithm);

// The name of the key that a token says it is signed by; "" when it says none. Not verified: to
// know whether the provider's keys must be asked for again.
std::string key_named_by(std::string_view token);

}  // namespace gps::openid
