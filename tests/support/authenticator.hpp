#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>

namespace gps::tests {

// Makes passkeys and shows them, with real keys, as the authenticators of browsers do.
class Authenticator {
 public:
    enum class Kind { Es256, EdDsa, Rs256 };

    explicit Authenticator(Kind kind = Kind::Es256, std::string id = "a passkey of a test");

    const std::string& id() const { return id_; }
    std::string cose_key() const;
    // What is attested of a new passkey: no model, its id and its key.
    std::string attested() const;
    std::string sign(std::string_view message) const;

    static constexpr unsigned kPresent = 0x01;
    static constexpr unsigned kVerified = 0x04;
    static constexpr unsigned kAttests = 0x40;
    static constexpr unsigned kExtends = 0x80;

 private:
    std::shared_ptr<EVP_PKEY> key_;
    Kind kind_;
    std::string id_;
};

std::string sha256(std::string_view text);

// Authenticator data, up to the count.
std::string authenticator_data(std::string_view site, unsigned flags, std::uint32_t count);

}  // namespace gps::tests
