#pragma once

#include "base/keys.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/nir.hpp"

#include <optional>

// The social security numbers of people: kept, found by, never shown.
namespace gps::nir {

// Who bears this number: of the versions of the keys that numbers may be kept by. Throws a Failure
// (Busy) when they are kept by a version that `keys` does not have: no number may then be told to
// be nobody's.
std::optional<people::PersonId> bearer(db::Transaction& tx, const base::Keys& keys,
                                       const people::Nir& nir);

// Keeps it for `person`, in place of the one they had of its kind. Nothing is kept when somebody
// else bears it: they are returned.
std::optional<people::PersonId> keep(db::Transaction& tx, const base::Keys& keys,
                                     const people::Person& person, const people::Nir& nir,
                                     base::Instant now);

// ---- Changing the keys, while numbers are looked for --------------------------------------------

struct Rotation {
    int active_version = 0;     // by which numbers are kept
    bool is_under_way = false;  // some are kept by the one before
    bool has_numbers = false;
};
Rotation rotation(db::Transaction& tx);

// Numbers are kept by this version from now on; those of before are still found.
void activate(db::Transaction& tx, int version);

// One small batch of numbers kept by a version before is kept by the active one. A pass over all of
// them may leave one: pass again until is_under_way says no more.
struct Moved {
    int numbers = 0;
    int unreadable = 0;                         // altered, or of a key that the file lacks: left
    std::optional<people::PersonId> next = {};  // to go on from; none when there is nothing left
};
Moved move_some(db::Transaction& tx, const base::Keys& keys, people::PersonId from, int at_most);

}  // namespace gps::nir
