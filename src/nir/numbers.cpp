#include "nir/numbers.hpp"

#include "nir/sealed.hpp"
#include "nir/store.hpp"

#include <algorithm>
#include <array>

namespace gps::nir {
namespace {

// The active version, the one before, and one that is to come: no more are in use at once.
constexpr std::size_t kVersions = 3;

std::array<std::string, kVersions> indexes(const base::KeyRing& ring, const people::Nir& nir) {
    std::array<std::string, kVersions> all;
    const auto& keys = ring.all();
    for (std::size_t i = 0; i < std::min(kVersions, keys.size()); ++i)
        all.at(i) = blind_index(keys[keys.size() - 1 - i].secret, nir);
    return all;
}

const base::SecretKey& key_of(const base::KeyRing& ring, int version) {
    const auto* key = ring.find(version);
    if (key == nullptr)
        throw db::Failure(db::Failure::Kind::Busy,
                          "nir: numbers are kept by a key that the key file does not have");
    return *key;
}

store::Number kept_by(const base::Keys& keys, int version, const people::Person& person,
                      const people::Nir& nir) {
    const base::KeyRing::Key sealing{.version = version,
                                     .secret = key_of(keys.nir_sealing(), version)};
    return {.person = person.id,
            .is_temporary = nir.is_temporary(),
            .sealed = seal(sealing, person.public_id, nir),
            .blind_index = blind_index(key_of(keys.nir_index(), version), nir),
            .key_version = version};
}

std::optional<people::Nir> read(const base::Keys& keys, const store::Older& older) {
    const auto version = older.number.key_version;
    const auto* secret = keys.nir_sealing().find(version);
    if (secret == nullptr) return std::nullopt;
    return unseal({.version = version, .secret = *secret}, older.public_id, older.number.sealed);
}

}  // namespace

std::optional<people::PersonId> bearer(db::Transaction& tx, const base::Keys& keys,
                                       const people::Nir& nir) {
    const auto found = store::bearer(tx, indexes(keys.nir_index(), nir));
    key_of(keys.nir_index(), found.active_version);
    return found.person;
}

std::optional<people::PersonId> keep(db::Transaction& tx, const base::Keys& keys,
                                     const people::Person& person, const people::Nir& nir,
                                     base::Instant now) {
    const auto number = kept_by(keys, store::lock(tx), person, nir);
    const auto known = bearer(tx, keys, nir);
    if (known && *known != person.id) return known;
    store::keep(tx, number, now);
    return std::nullopt;
}

Rotation rotation(db::Transaction& tx) {
    const auto active = store::active_version(tx);
    return {.active_version = active,
            .is_under_way = store::has_older(tx, active),
            .has_numbers = store::has_older(tx, active + 1)};
}

void activate(db::Transaction& tx, int version) {
    store::activate(tx, version);
}

Moved move_some(db::Transaction& tx, const base::Keys& keys, people::PersonId from, int at_most) {
    const auto active = store::lock(tx);
    const auto batch = store::older(tx, active, from, at_most);
    Moved moved;
    for (const auto& older : batch) {
        if (const auto nir = read(keys, older)) {
            store::rewrap(
                tx, kept_by(keys, active, {.id = older.number.person, .public_id = older.public_id},
                            *nir));
            ++moved.numbers;
        } else {
            ++moved.unreadable;
        }
        moved.next = people::PersonId{older.number.person.value + 1};
    }
    return moved;
}

}  // namespace gps::nir
