#pragma once

#include "openid/base64url.hpp"
#include "openid/public_keys.hpp"
#include "openid/signing_key.hpp"
#include "support/temporary_folder.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

// A provider's key for the tests, and tokens signed by it.
namespace gps::openid {

inline SigningKey fresh_key() {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "cle.pem";
    SigningKey::write_new(file);
    return SigningKey::load(file);
}

inline const SigningKey& key_of_provider() {
    static const auto key = fresh_key();
    return key;
}

inline PublicKeys only(std::string_view jwk, Algorithm algorithm = Algorithm::Es256) {
    return PublicKeys::parse(fmt::format(R"({{"keys":[{}]}})", jwk), algorithm);
}

inline const PublicKeys& keys_of_provider() {
    static const auto keys = only(key_of_provider().public_jwk());
    return keys;
}

}  // namespace gps::openid
