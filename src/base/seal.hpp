#pragma once

#include <optional>
#include <string>
#include <string_view>

// Encrypts a short text so that only this service can read it, and nobody can alter it.
namespace gps::base {

// XChaCha20-Poly1305 with a fresh nonce, in URL-safe base 64. `key` has 32 bytes.
std::string seal(std::string_view key, std::string_view text);
// nullopt when the token was altered, or sealed by another key.
std::optional<std::string> unseal(std::string_view key, std::string_view token);

}  // namespace gps::base
