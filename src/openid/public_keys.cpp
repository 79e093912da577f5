#include "openid/public_keys.hpp"

#include "openid/base64url.hpp"
#include "openid/claims.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

namespace gps::openid {
namespace {

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Integer = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

// 65537, as every provider has it. A small one lets signatures be forged where padding is read with
// indulgence; a large one only takes time.
constexpr std::string_view kExponent = "AQAB";
constexpr unsigned kExponentValue = 0x10001;

// The members that only a private key has (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1).
constexpr std::array<std::string_view, 8> kPrivate{"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

// nullptr when it is no key of that family: OpenSSL checks that a point is on its curve, and that a
// modulus may be one.
KeyHandle checked_key(const char* family, OSSL_PARAM* parameters) {
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, family, nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) <= 0)
        return nullptr;
    KeyHandle key(made, EVP_PKEY_free);
    const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr));
    if (!check || EVP_PKEY_public_check(check.get()) <= 0) return nullptr;
    return key;
}

KeyHandle curve_key(const Claims& jwk) {
    if (jwk.text("crv") != "P-256") return nullptr;
    const auto x = from_base64url(jwk.text("x"));
    const auto y = from_base64url(jwk.text("y"));
    if (!x || !y || x->size() != kCoordinate || y->size() != kCoordinate) return nullptr;
    std::string group = "prime256v1";
    std::string point = "\x04" + *x + *y;  // uncompressed
    std::array parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    return checked_key("EC", parameters.data());
}

KeyHandle rsa_key(const Claims& jwk) {
    const auto modulus = from_base64url(jwk.text("n"));
    if (!modulus || modulus->size() > kMostRsaBits / 8 || jwk.text("e") != kExponent)
        return nullptr;
    const Integer n(BN_bin2bn(bytes_of(*modulus), static_cast<int>(modulus->size()), nullptr));
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !builder || BN_num_bits(n.get()) < kLeastRsaBits ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_uint(builder.get(), OSSL_PKEY_PARAM_RSA_E, kExponentValue) != 1)
        return nullptr;
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return parameters ? checked_key("RSA", parameters.get()) : nullptr;
}

bool is_to_verify(const Claims& jwk) {
    if (jwk.has("use") && jwk.text("use") != "sig") return false;
    if (!jwk.has("key_ops")) return true;
    const auto uses = jwk.texts("key_ops");
    return std::ranges::find(uses, "verify") != uses.end();
}

bool shows_its_private_part(const Claims& jwk) {
    return std::ranges::any_of(kPrivate, [&](auto name) { return jwk.has(name); });
}

KeyHandle key_in(const Claims& jwk, Algorithm algorithm) {
    const auto* family = algorithm == Algorithm::Es256 ? "EC" : "RSA";
    const bool is_of_family =
        jwk.text("kty") == family && (!jwk.has("alg") || jwk.text("alg") == name_of(algorithm));
    if (!is_of_family || !is_to_verify(jwk) || shows_its_private_part(jwk)) return nullptr;
    auto key = algorithm == Algorithm::Es256 ? curve_key(jwk) : rsa_key(jwk);
    ERR_clear_error();
    return key;
}

}  // namespace

PublicKeys PublicKeys::parse(std::string_view text, Algorithm algorithm) {
    PublicKeys all;
    all.algorithm_ = algorithm;
    const auto list = Claims::list(text, "keys");
    if (list.size() > kMost) return all;
    for (const auto& jwk : list) {
        if (!jwk) continue;
        const auto name = jwk->text("kid");
        auto key = name.empty() ? nullptr : key_in(*jwk, algorithm);
        if (!key) continue;
        const auto [known, is_new] = all.keys_.try_emplace(std::string(name), std::move(key));
        if (!is_new) known->second = nullptr;
    }
    // Of two of one name, which one would a token mean?
    std::erase_if(all.keys_, [](const auto& one) { return one.second == nullptr; });
    return all;
}

bool PublicKeys::has(std::string_view name) const {
    return keys_.find(name) != keys_.end();
}

bool PublicKeys::verifies(std::string_view name, std::string_view message,
                          std::string_view signature) const {
    const auto found = keys_.find(name);
    if (found == keys_.end()) return false;
    const auto form = algorithm_ == Algorithm::Es256 ? der_signature(signature)
                                                     : std::optional(std::string(signature));
    const DigestContext digest(EVP_MD_CTX_new());
    if (!digest) throw std::bad_alloc();
    const bool is_right = form &&
                          EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr,
                                               found->second.get()) == 1 &&
                          EVP_DigestVerify(digest.get(), bytes_of(*form), form->size(),
                                           bytes_of(message), message.size()) == 1;
    ERR_clear_error();
    return is_right;
}

}  // namespace gps::openid
