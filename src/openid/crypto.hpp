#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/evp.h>

// What the two kinds of keys share of OpenSSL. Nothing here computes: it converts and frees.
namespace gps::openid {

// Frees what OpenSSL made: std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>.
template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* what) const {
        Free(what);
    }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

// Agreed with the provider beforehand: a token never chooses. One family each, so that a public key
// is never taken for a shared secret.
enum class Algorithm {
    Es256,  // ECDSA on P-256 with SHA-256
    Rs256   // RSA of 2048 bits at least, PKCS #1 v1.5, with SHA-256
};
std::string_view name_of(Algorithm algorithm);

constexpr std::size_t kCoordinate = 32;  // bytes, on P-256
constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 4096;  // a longer one only costs time to whoever verifies

// A public or a private key of OpenSSL, freed once nobody has it: keys are copied to each sign-in.
using KeyHandle = std::shared_ptr<EVP_PKEY>;

const unsigned char* bytes_of(std::string_view text);
// Thirty-two bytes.
std::string sha256(std::string_view text);

// A signature of ECDSA on P-256: JWS writes its two numbers one after the other (RFC 7518, section
// 3.4), OpenSSL as DER does. nullopt when it has not the right length.
std::optional<std::string> der_signature(std::string_view plain);
std::string plain_signature(std::string_view der);

}  // namespace gps::openid
