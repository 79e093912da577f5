#include "openid/crypto.hpp"

#include <array>
#include <stdexcept>

#include <openssl/bn.h>
#include <openssl/ec.h>

namespace gps::openid {
namespace {

using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

Number number_of(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

}  // namespace

std::string_view name_of(Algorithm algorithm) {
    return algorithm == Algorithm::Es256 ? "ES256" : "RS256";
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string sha256(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned length = 0;
    if (EVP_Digest(text.data(), text.size(), bytes.data(), &length, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not there");
    return {reinterpret_cast<const char*>(bytes.data()), length};
}

std::optional<std::string> der_signature(std::string_view plain) {
    if (plain.size() != 2 * kCoordinate) return std::nullopt;
    const Signature signature(ECDSA_SIG_new());
    auto r = number_of(plain.substr(0, kCoordinate));
    auto s = number_of(plain.substr(kCoordinate));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        throw std::bad_alloc();
    // They are the signature's now.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* written = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &written);
    if (length <= 0) throw std::bad_alloc();
    std::string der(reinterpret_cast<const char*>(written), static_cast<std::size_t>(length));
    OPENSSL_free(written);
    return der;
}

std::string plain_signature(std::string_view der) {
    const auto* at = bytes_of(der);
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!signature) throw std::runtime_error("a signature cannot be read back");
    std::string plain(2 * kCoordinate, '\0');
    auto* to = reinterpret_cast<unsigned char*>(plain.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), to, kCoordinate);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), to + kCoordinate, kCoordinate);
    return plain;
}

}  // namespace gps::openid
