#pragma once

#include "db/database.hpp"
#include "structures/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Reading structures. What imports write is in import_store.hpp.
namespace gps::structures::store {

std::optional<Structure> find(db::Transaction& tx, const base::PublicId& id);
// Throws when no structure has this id.
Structure structure(db::Transaction& tx, StructureId id);
// In the order of names.
std::vector<Structure> load(db::Transaction& tx, std::span<const StructureId> ids);

// Where a structure stands in the order of names. The first page starts after a Place{}.
struct Place {
    std::string name_key = {};
    StructureId id = {};
};
std::optional<Place> place(db::Transaction& tx, const base::PublicId& id);

inline constexpr std::size_t kMostWords = 8;

// What is searched, as search keys; an empty text leaves its criterion out.
struct Keys {
    std::vector<std::string> words = {};  // beginnings of words, kMostWords at most
    std::string kind = {};
    std::string department = {};
    std::string city_key = {};
};
// At most `limit` open structures that come after `after`, by name.
std::vector<StructureId> search(db::Transaction& tx, const Keys& keys, const Place& after,
                                int limit);

}  // namespace gps::structures::store
