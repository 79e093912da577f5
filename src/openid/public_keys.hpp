#pragma once

#include "openid/crypto.hpp"

#include <map>
#include <string>
#include <string_view>

// The keys that verify a provider's tokens: JSON Web Keys (RFC 7517) of two families, and no other.
namespace gps::openid {

// By the name that tokens give them. Copied freely.
class PublicKeys {
 public:
    static constexpr std::size_t kMost = 16;

    // Of a JWK set. Left out: keys without a name, of another use, of another family, too weak,
    // that show their private part; and two of the same name. None at all when the text is no JWK
    // set.
    static PublicKeys parse(std::string_view text, Algorithm algorithm);

    bool has(std::string_view name) const;
    std::size_t size() const { return keys_.size(); }
    // True when `signature`, in the form that JWS gives it, is that of `message` by the key `name`.
    bool verifies(std::string_view name, std::string_view message,
                  std::string_view signature) const;

 private:
    Algorithm algorithm_ = Algorithm::Es256;
    std::map<std::string, KeyHandle, std::less<>> keys_;
};

}  // namespace gps::openid
