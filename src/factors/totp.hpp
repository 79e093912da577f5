#pragma once

#include "base/date.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// One-time codes of an authenticator application: RFC 6238 with what every application knows,
// SHA-1, six digits, thirty seconds (the hash is keyed: what broke SHA-1 does not apply to it).
namespace gps::factors {

// 160 bits, as RFC 4226 §4 asks.
base::Secret fresh_totp_secret();

// As it is typed by hand: base 32, in groups of four.
std::string written(const base::Secret& secret);

// What the square code holds: otpauth://totp/…, with the address as the name of the account.
std::string key_uri(const base::Secret& secret, std::string_view email);

// The thirty seconds whose code was typed: those of `now`, the ones before or after. Spaces are
// dropped. nullopt for another code.
std::optional<std::int64_t> matching_step(const base::Secret& secret, std::string_view typed,
                                          base::Instant now);

}  // namespace gps::factors
