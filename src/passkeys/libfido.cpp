#include "passkeys/libfido.hpp"

#include <memory>

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

namespace gps::passkeys::fido {
namespace {

// Frees what libfido2 made; it wants the address of the pointer.
template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* what) const {
        Free(&what);
    }
};
using CredentialHandle = std::unique_ptr<fido_cred_t, Freed<fido_cred_free>>;
using AssertionHandle = std::unique_ptr<fido_assert_t, Freed<fido_assert_free>>;
using Es256 = std::unique_ptr<es256_pk_t, Freed<es256_pk_free>>;
using EdDsa = std::unique_ptr<eddsa_pk_t, Freed<eddsa_pk_free>>;
using Rs256 = std::unique_ptr<rs256_pk_t, Freed<rs256_pk_free>>;

constexpr int kCounts = 1;  // assertions in one answer

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const unsigned char* bytes, std::size_t length) {
    return bytes == nullptr ? std::string()
                            : std::string(reinterpret_cast<const char*>(bytes), length);
}

// Each thread must, before it calls anything else.
void begin() {
    fido_init(0);
}

// Calls `use` with the key as libfido2 keeps it; false when it is none of this algorithm.
template <class Use>
bool with_key(int algorithm, std::string_view key, Use use) {
    const auto read = [&](const auto& kept, auto from) {
        return kept && from(kept.get(), key.data(), key.size()) == FIDO_OK && use(kept.get());
    };
    switch (algorithm) {
        case COSE_ES256:
            return read(Es256(es256_pk_new()), es256_pk_from_ptr);
        case COSE_EDDSA:
            return read(EdDsa(eddsa_pk_new()), eddsa_pk_from_ptr);
        case COSE_RS256:
            return read(Rs256(rs256_pk_new()), rs256_pk_from_ptr);
        default:
            return false;
    }
}

}  // namespace

std::optional<Credential> credential(std::string_view data, int algorithm) {
    begin();
    const CredentialHandle made(fido_cred_new());
    if (!made || fido_cred_set_type(made.get(), algorithm) != FIDO_OK ||
        fido_cred_set_authdata_raw(made.get(), bytes_of(data), data.size()) != FIDO_OK)
        return std::nullopt;
    return Credential{
        .id = text_of(fido_cred_id_ptr(made.get()), fido_cred_id_len(made.get())),
        .key = text_of(fido_cred_pubkey_ptr(made.get()), fido_cred_pubkey_len(made.get())),
        .count = fido_cred_sigcount(made.get())};
}

bool is_key(int algorithm, std::string_view key) {
    begin();
    return with_key(algorithm, key, [](const auto*) { return true; });
}

std::optional<std::uint32_t> verified(const Assertion& assertion, int algorithm,
                                      std::string_view key) {
    begin();
    const AssertionHandle shown(fido_assert_new());
    if (!shown ||
        fido_assert_set_clientdata(shown.get(), bytes_of(assertion.client),
                                   assertion.client.size()) != FIDO_OK ||
        fido_assert_set_rp(shown.get(), assertion.site.c_str()) != FIDO_OK ||
        fido_assert_set_count(shown.get(), kCounts) != FIDO_OK ||
        fido_assert_set_authdata_raw(shown.get(), 0, bytes_of(assertion.data),
                                     assertion.data.size()) != FIDO_OK ||
        fido_assert_set_sig(shown.get(), 0, bytes_of(assertion.signature),
                            assertion.signature.size()) != FIDO_OK ||
        fido_assert_set_up(shown.get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_uv(shown.get(), FIDO_OPT_TRUE) != FIDO_OK)
        return std::nullopt;
    const bool is_right = with_key(algorithm, key, [&](const auto* kept) {
        return fido_assert_verify(shown.get(), 0, algorithm, kept) == FIDO_OK;
    });
    if (!is_right) return std::nullopt;
    return fido_assert_sigcount(shown.get(), 0);
}

}  // namespace gps::passkeys::fido
