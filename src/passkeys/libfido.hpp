#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The two calls that are made of libfido2, and the only file of the program that knows it. It reads
// CBOR and COSE, and verifies with OpenSSL.
namespace gps::passkeys::fido {

struct Credential {
    std::string id = {};
    std::string key = {};  // raw, as libfido2 writes it
    std::uint32_t count = 0;
};
// The credential that authenticator data attest; nullopt when they hold none, or one of another
// algorithm (its number in COSE).
std::optional<Credential> credential(std::string_view data, int algorithm);

// Whether a raw key is one: on its curve, long enough.
bool is_key(int algorithm, std::string_view key);

struct Assertion {
    std::string site = {};
    std::string_view client = {};
    std::string_view data = {};
    std::string_view signature = {};
};
// The count of an assertion that this key signed, of this site, its owner there and verified.
std::optional<std::uint32_t> verified(const Assertion& assertion, int algorithm,
                                      std::string_view key);

}  // namespace gps::passkeys::fido
