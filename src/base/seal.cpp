#include "base/seal.hpp"

#include <stdexcept>

#include <sodium.h>

namespace gps::base {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* octets(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void check(std::string_view key) {
    if (key.size() != crypto_secretbox_KEYBYTES) throw std::invalid_argument("a key has 32 bytes");
}

std::optional<std::string> decoded(std::string_view token) {
    std::string binary(token.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(octets(binary), binary.size(), token.data(), token.size(), nullptr,
                          &length, nullptr, kVariant) != 0)
        return std::nullopt;
    binary.resize(length);
    return binary;
}

std::string encoded(std::string_view box) {
    std::string token(sodium_base64_encoded_len(box.size(), kVariant), '\0');
    sodium_bin2base64(token.data(), token.size(), octets(box), box.size(), kVariant);
    token.pop_back();  // the final NUL
    return token;
}

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == crypto_secretbox_KEYBYTES);

}  // namespace

std::string seal(std::string_view key, std::string_view text) {
    check(key);
    std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size(), '\0');
    randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(octets(box) + crypto_secretbox_NONCEBYTES, octets(text), text.size(),
                          octets(box), octets(key));
    return encoded(box);
}

std::optional<std::string> unseal(std::string_view key, std::string_view token) {
    check(key);
    auto box = decoded(token);
    constexpr std::size_t kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!box || box->size() < kOverhead) return std::nullopt;
    std::string text(box->size() - kOverhead, '\0');
    if (crypto_secretbox_open_easy(octets(text), octets(*box) + crypto_secretbox_NONCEBYTES,
                                   box->size() - crypto_secretbox_NONCEBYTES, octets(*box),
                                   octets(key)) != 0)
        return std::nullopt;
    return text;
}

std::string seal(const KeyRing& keys, std::string_view text) {
    return seal(keys.newest().secret.reveal(), text);
}

std::optional<std::string> unseal(const KeyRing& keys, std::string_view token) {
    const auto& versions = keys.all();
    for (auto key = versions.rbegin(); key != versions.rend(); ++key) {
        if (auto text = unseal(key->secret.reveal(), token)) return text;
    }
    return std::nullopt;
}

std::string seal_for(std::string_view key, std::string_view secret, std::string_view bound_to) {
    check(key);
    std::string box(kNonce + secret.size() + kTag, '\0');
    randombytes_buf(box.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(octets(box) + kNonce, nullptr, octets(secret),
                                               secret.size(), octets(bound_to), bound_to.size(),
                                               nullptr, octets(box), octets(key));
    return encoded(box);
}

std::optional<Secret> unseal_for(std::string_view key, std::string_view token,
                                 std::string_view bound_to) {
    check(key);
    auto box = decoded(token);
    if (!box || box->size() < kNonce + kTag) return std::nullopt;
    std::string text(box->size() - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            octets(text), nullptr, nullptr, octets(*box) + kNonce, box->size() - kNonce,
            octets(bound_to), bound_to.size(), octets(*box), octets(key)) != 0)
        return std::nullopt;
    Secret secret(text);
    sodium_memzero(text.data(), text.size());
    return secret;
}

}  // namespace gps::base
