#pragma once

#include "base/keys.hpp"
#include "people/model.hpp"
#include "people/nir.hpp"

#include <optional>
#include <string>
#include <string_view>

// A number as it stands at rest: sealed, and the index it is found by, each by a key of its own
// outside the database.
namespace gps::nir {

std::string blind_index(const base::SecretKey& key, const people::Nir& nir);

// Bound to the person and to the version of the key: copied to somebody else, it opens nothing.
std::string seal(const base::KeyRing::Key& key, const base::PublicId& person,
                 const people::Nir& nir);
std::optional<people::Nir> unseal(const base::KeyRing::Key& key, const base::PublicId& person,
                                  std::string_view sealed);

// For the next step of a form, in this session alone.
std::string seal_for_session(const base::Keys& keys, std::int64_t session, const people::Nir& nir);
std::optional<people::Nir> unseal_for_session(const base::Keys& keys, std::int64_t session,
                                              std::string_view sealed);

}  // namespace gps::nir
