#pragma once

#include "base/keys.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

// Encrypts a short text so that only this service can read it, and nobody can alter it.
namespace gps::base {

// XSalsa20-Poly1305 with a fresh nonce, in URL-safe base 64. `key` has 32 bytes.
std::string seal(std::string_view key, std::string_view text);
// nullopt when the token was altered, or sealed by another key.
std::optional<std::string> unseal(std::string_view key, std::string_view token);

// The same by the newest version of a key; any version that the file still has opens it.
std::string seal(const KeyRing& keys, std::string_view text);
std::optional<std::string> unseal(const KeyRing& keys, std::string_view token);

// The same for a secret, bound to what it is sealed for: XChaCha20-Poly1305 with `bound_to` as what
// is authenticated and not kept.
std::string seal_for(std::string_view key, std::string_view secret, std::string_view bound_to);
std::optional<Secret> unseal_for(std::string_view key, std::string_view token,
                                 std::string_view bound_to);

}  // namespace gps::base
