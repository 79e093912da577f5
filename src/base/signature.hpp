#pragma once

#include "base/secret.hpp"

#include <string>
#include <string_view>

// Ed25519: what one key signed, anybody checks with its public part alone.
namespace gps::base {

// `seed`: the 32 bytes of the private key. The signature is in base 64.
std::string sign(const Secret& seed, std::string_view text);

// 32 bytes.
std::string public_key(const Secret& seed);

bool is_signed(std::string_view public_key, std::string_view text, std::string_view signature);

// As OpenSSL reads it ("BEGIN PUBLIC KEY").
std::string public_key_pem(std::string_view public_key);

}  // namespace gps::base
