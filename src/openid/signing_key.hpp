#pragma once

#include "openid/crypto.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gps::openid {

// The private key by which this service says who it is (private_key_jwt). Copied freely.
class SigningKey {
 public:
    // Why a key file is refused: names the file, never what it holds.
    struct Unusable : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    // A PEM file that only its owner may read: P-256 signs ES256, RSA of 2048 bits or more RS256.
    static SigningKey load(const std::filesystem::path& file);
    // A new P-256 key, in a new file of mode 0600. Throws Unusable when it exists.
    static void write_new(const std::filesystem::path& file);

    Algorithm algorithm() const { return algorithm_; }
    // Its thumbprint (RFC 7638): the same for as long as the key is.
    const std::string& name() const { return name_; }
    // The public part, as a JWK: what the provider is told.
    const std::string& public_jwk() const { return public_jwk_; }
    // A compact JWS of `claims`, an object in JSON.
    std::string sign(std::string_view claims) const;

 private:
    SigningKey(KeyHandle key, Algorithm algorithm);

    KeyHandle key_;
    Algorithm algorithm_ = Algorithm::Es256;
    std::string name_;
    std::string public_jwk_;
};

}  // namespace gps::openid
