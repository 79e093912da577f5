#pragma once

#include <string>
#include <string_view>

// Hashes and codes made with a key, by libsodium. Everything is written in lower-case hexadecimal.
namespace gps::base {

// BLAKE2b, 256 bits: for what is already random (a session token), so needs no key.
std::string digest(std::string_view message);

// Keyed BLAKE2b, 256 bits: for what an attacker could list (a mail code, an audit row).
// `key` is any length from 16 to 64 bytes.
std::string keyed_digest(std::string_view key, std::string_view message);

// Compares in a time that does not depend on where the texts differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace gps::base
