#pragma once

#include "db/database.hpp"
#include "structures/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Reading structures. What lists write is in intake_store.hpp.
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

// Open structures alone, or the others too.
enum class Found { Open, All };

// At most `limit` structures that have all these terms (structures/terms.hpp) and come after
// `after`, by name; without terms, all structures.
std::vector<StructureId> search(db::Transaction& tx, std::span<const std::string> terms,
                                const Place& after, int limit, Found which);
// Of one SIRET, which several may have.
std::vector<StructureId> search_siret(db::Transaction& tx, const std::string& siret,
                                      const Place& after, int limit, Found which);

}  // namespace gps::structures::store
