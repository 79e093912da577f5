#include "openid/signing_key.hpp"

#include "openid/base64url.hpp"
#include "openid/claims.hpp"

#include <array>
#include <cstdio>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gps::openid {
namespace {

using Count = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

std::string number_text(const EVP_PKEY* key, const char* parameter, std::size_t least_bytes) {
    BIGNUM* found = nullptr;
    if (EVP_PKEY_get_bn_param(key, parameter, &found) != 1)
        throw std::runtime_error("a key has no such part");
    const Count number(found);
    std::string text(std::max(least_bytes, static_cast<std::size_t>(BN_num_bytes(found))), '\0');
    BN_bn2binpad(found, reinterpret_cast<unsigned char*>(text.data()),
                 static_cast<int>(text.size()));
    return base64url(text);
}

// The members that RFC 7638 names, in its order: what a thumbprint is of.
std::string essential_jwk(const EVP_PKEY* key, Algorithm algorithm) {
    if (algorithm == Algorithm::Rs256)
        return fmt::format(R"({{"e":"{}","kty":"RSA","n":"{}"}})",
                           number_text(key, OSSL_PKEY_PARAM_RSA_E, 1),
                           number_text(key, OSSL_PKEY_PARAM_RSA_N, 1));
    return fmt::format(R"({{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}})",
                       number_text(key, OSSL_PKEY_PARAM_EC_PUB_X, kCoordinate),
                       number_text(key, OSSL_PKEY_PARAM_EC_PUB_Y, kCoordinate));
}

std::optional<Algorithm> algorithm_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kLeastRsaBits)
        return Algorithm::Rs256;
    std::array<char, 32> group{};
    if (EVP_PKEY_is_a(key, "EC") == 1 &&
        EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
        std::string_view(group.data()) == "prime256v1")
        return Algorithm::Es256;
    return std::nullopt;
}

// "" when it is closed to all but its owner.
std::string trouble_with(const std::filesystem::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return "the key file cannot be read";
    const bool is_open = (found.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return is_open ? "others than its owner may read this key" : "";
}

}  // namespace

SigningKey::SigningKey(KeyHandle key, Algorithm algorithm)
    : key_(std::move(key)), algorithm_(algorithm) {
    const auto jwk = essential_jwk(key_.get(), algorithm);
    name_ = base64url(sha256(jwk));
    public_jwk_ = fmt::format(R"({},"kid":"{}","use":"sig","alg":"{}"}})",
                              std::string_view(jwk).substr(0, jwk.size() - 1), name_,
                              openid::name_of(algorithm));
}

SigningKey SigningKey::load(const std::filesystem::path& file) {
    if (const auto trouble = trouble_with(file); !trouble.empty())
        throw Unusable(fmt::format("{}: {}", file.string(), trouble));
    const File opened(std::fopen(file.c_str(), "re"));
    // Without this OpenSSL would ask the terminal.
    const auto no_password = [](char*, int, int, void*) { return 0; };
    KeyHandle key(
        opened ? PEM_read_PrivateKey(opened.get(), nullptr, no_password, nullptr) : nullptr,
        EVP_PKEY_free);
    ERR_clear_error();
    const auto algorithm = key ? algorithm_of(key.get()) : std::nullopt;
    if (!algorithm)
        throw Unusable(fmt::format("{}: no PEM key of P-256, or of RSA with {} bits at least",
                                   file.string(), kLeastRsaBits));
    return {std::move(key), *algorithm};
}

void SigningKey::write_new(const std::filesystem::path& file) {
    const KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "prime256v1"), EVP_PKEY_free);
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) throw Unusable(fmt::format("{}: it exists, or cannot be made", file.string()));
    const File opened(::fdopen(handle, "w"));
    if (!key || !opened ||
        PEM_write_PKCS8PrivateKey(opened.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
            1 ||
        std::fflush(opened.get()) != 0 || ::fsync(handle) != 0)
        throw Unusable(fmt::format("{}: the key cannot be written", file.string()));
}

std::string SigningKey::sign(std::string_view claims) const {
    const auto header =
        object_of({{"alg", openid::name_of(algorithm_)}, {"kid", name_}, {"typ", "JWT"}});
    auto token = base64url(header) + "." + base64url(claims);
    const DigestContext digest(EVP_MD_CTX_new());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t length = signature.size();
    if (!digest ||
        EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                       bytes_of(token), token.size()) != 1)
        throw std::runtime_error("the key cannot sign");
    signature.resize(length);
    return token + "." +
           base64url(algorithm_ == Algorithm::Es256 ? plain_signature(signature) : signature);
}

}  // namespace gps::openid
