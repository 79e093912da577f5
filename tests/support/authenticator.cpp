#include "support/authenticator.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

namespace gps::tests {
namespace {

constexpr std::size_t kCoordinate = 32;
constexpr int kRsaBits = 2048;

unsigned char* writable(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* readable(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string bytes_big_endian(std::uint64_t number, int count) {
    std::string text;
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        text += static_cast<char>(number >> static_cast<unsigned>(shift));
    return text;
}

// A text of CBOR; its length is below 65 536.
std::string cbor_bytes(std::string_view text) {
    return "\x59" + bytes_big_endian(text.size(), 2) + std::string(text);
}

std::string number(const EVP_PKEY& key, const char* name, std::size_t at_least) {
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(&key, name, &read) != 1) throw std::runtime_error("no such number");
    const auto length = std::max(at_least, static_cast<std::size_t>(BN_num_bytes(read)));
    std::string text(length, '\0');
    BN_bn2binpad(read, writable(text), static_cast<int>(length));
    BN_free(read);
    return text;
}

EVP_PKEY* fresh(Authenticator::Kind kind) {
    switch (kind) {
        case Authenticator::Kind::Es256:
            return EVP_EC_gen("P-256");
        case Authenticator::Kind::EdDsa:
            return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        case Authenticator::Kind::Rs256:
            return EVP_RSA_gen(kRsaBits);
    }
    __builtin_unreachable();
}

}  // namespace

Authenticator::Authenticator(Kind kind, std::string id)
    : key_(fresh(kind), EVP_PKEY_free), kind_(kind), id_(std::move(id)) {}

std::string Authenticator::cose_key() const {
    using namespace std::string_literals;
    if (kind_ == Kind::Es256)
        return "\xA5\x01\x02\x03\x26\x20\x01\x21"s +
               cbor_bytes(number(*key_, OSSL_PKEY_PARAM_EC_PUB_X, kCoordinate)) + "\x22" +
               cbor_bytes(number(*key_, OSSL_PKEY_PARAM_EC_PUB_Y, kCoordinate));
    if (kind_ == Kind::EdDsa) {
        std::string point(kCoordinate, '\0');
        std::size_t length = point.size();
        EVP_PKEY_get_raw_public_key(key_.get(), writable(point), &length);
        return "\xA4\x01\x01\x03\x27\x20\x06\x21"s + cbor_bytes(point);
    }
    return "\xA4\x01\x03\x03\x39\x01\x00\x20"s +
           cbor_bytes(number(*key_, OSSL_PKEY_PARAM_RSA_N, 1)) + "\x21" +
           cbor_bytes(number(*key_, OSSL_PKEY_PARAM_RSA_E, 1));
}

std::string Authenticator::attested() const {
    return std::string(16, '\0') + bytes_big_endian(id_.size(), 2) + id_ + cose_key();
}

std::string Authenticator::sign(std::string_view message) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const auto* digest = kind_ == Kind::EdDsa ? nullptr : EVP_sha256();
    std::size_t length = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, readable(message), message.size()) != 1)
        throw std::runtime_error("cannot sign");
    std::string signature(length, '\0');
    EVP_DigestSign(context.get(), writable(signature), &length, readable(message), message.size());
    signature.resize(length);
    return signature;
}

std::string sha256(std::string_view text) {
    std::string digest(32, '\0');
    EVP_Digest(text.data(), text.size(), writable(digest), nullptr, EVP_sha256(), nullptr);
    return digest;
}

std::string authenticator_data(std::string_view site, unsigned flags, std::uint32_t count) {
    return sha256(site) + static_cast<char>(flags) + bytes_big_endian(count, 4);
}

}  // namespace gps::tests
