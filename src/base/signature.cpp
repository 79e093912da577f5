#include "base/signature.hpp"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace gps::base {
namespace {

constexpr int kPlainBase64 = sodium_base64_VARIANT_ORIGINAL;

using Signature = std::array<unsigned char, crypto_sign_BYTES>;

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(const unsigned char* bytes, std::size_t length) {
    std::string text(sodium_base64_encoded_len(length, kPlainBase64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, length, kPlainBase64);
    text.pop_back();  // the final NUL
    return text;
}

// The two halves, as libsodium wants them; wiped at the end.
class KeyPair {
 public:
    explicit KeyPair(const Secret& seed) {
        if (seed.reveal().size() != crypto_sign_SEEDBYTES)
            throw std::invalid_argument("a signing key has 32 bytes");
        crypto_sign_seed_keypair(open_.data(), secret_.data(), octets_of(seed.reveal()));
    }
    KeyPair(const KeyPair&) = delete;
    KeyPair& operator=(const KeyPair&) = delete;
    ~KeyPair() { sodium_memzero(secret_.data(), secret_.size()); }

    [[nodiscard]] const unsigned char* secret() const { return secret_.data(); }
    [[nodiscard]] std::string open() const { return {open_.begin(), open_.end()}; }

 private:
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open_{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_{};
};

// What an Ed25519 key starts with in DER (RFC 8410).
constexpr std::array<unsigned char, 12> kDerStart{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                  0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

}  // namespace

std::string sign(const Secret& seed, std::string_view text) {
    const KeyPair pair(seed);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, octets_of(text), text.size(), pair.secret());
    return base64(signature.data(), signature.size());
}

std::string public_key(const Secret& seed) {
    return KeyPair(seed).open();
}

bool is_signed(std::string_view public_key, std::string_view text, std::string_view signature) {
    Signature bytes{};
    std::size_t length = 0;
    if (public_key.size() != crypto_sign_PUBLICKEYBYTES ||
        sodium_base642bin(bytes.data(), bytes.size(), signature.data(), signature.size(), nullptr,
                          &length, nullptr, kPlainBase64) != 0 ||
        length != bytes.size())
        return false;
    return crypto_sign_verify_detached(bytes.data(), octets_of(text), text.size(),
                                       octets_of(public_key)) == 0;
}

std::string public_key_pem(std::string_view public_key) {
    std::string der(kDerStart.begin(), kDerStart.end());
    der += public_key;
    return "-----BEGIN PUBLIC KEY-----\n" + base64(octets_of(der), der.size()) +
           "\n-----END PUBLIC KEY-----\n";
}

}  // namespace gps::base
