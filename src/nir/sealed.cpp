#include "nir/sealed.hpp"

#include "base/digest.hpp"
#include "base/seal.hpp"

#include <fmt/format.h>

namespace gps::nir {
namespace {

std::string bound_to(const base::PublicId& person, int version) {
    return fmt::format("nir:{}:{}", person.text(), version);
}

std::string bound_to_session(std::int64_t session) {
    return fmt::format("nir-session:{}", session);
}

std::optional<people::Nir> unsealed(const base::SecretKey& key, std::string_view sealed,
                                    const std::string& bound) {
    const auto secret = base::unseal_for(key.reveal(), sealed, bound);
    return secret ? people::read_nir(secret->reveal()).nir : std::nullopt;
}

}  // namespace

std::string blind_index(const base::SecretKey& key, const people::Nir& nir) {
    return base::keyed_digest(key.reveal(), nir.reveal());
}

std::string seal(const base::KeyRing::Key& key, const base::PublicId& person,
                 const people::Nir& nir) {
    return base::seal_for(key.secret.reveal(), nir.reveal(), bound_to(person, key.version));
}

std::optional<people::Nir> unseal(const base::KeyRing::Key& key, const base::PublicId& person,
                                  std::string_view sealed) {
    return unsealed(key.secret, sealed, bound_to(person, key.version));
}

std::string seal_for_session(const base::Keys& keys, std::int64_t session, const people::Nir& nir) {
    return base::seal_for(keys.sealing().newest().secret.reveal(), nir.reveal(),
                          bound_to_session(session));
}

std::optional<people::Nir> unseal_for_session(const base::Keys& keys, std::int64_t session,
                                              std::string_view sealed) {
    return unsealed(keys.sealing().newest().secret, sealed, bound_to_session(session));
}

}  // namespace gps::nir
