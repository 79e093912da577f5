#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"
#include "structures/model.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

// What a list of structures changes in the directory; the room `lists` reads it. For the platform
// team alone.
namespace gps::structures {

// A structure as a list has it: the ids, the habilitation and the state are not the list's.
struct Incoming {
    std::size_t line = 0;
    Structure structure = {};
    std::string name_key = {};
    std::string city_key = {};
    std::string content_hash = {};  // of all that is stored
};

struct Stored {
    StructureId id = {};
    std::string source = {};
    std::string source_id = {};
    std::string kind = {};
    std::string content_hash = {};
};
// Those of `rows` that are stored already, by (source, source_id).
std::vector<Stored> stored(db::Transaction& tx, std::span<const Incoming> rows);

// Open structures, habilitated when their kind is by default and a list has them.
void create(db::Transaction& tx, std::span<const Incoming* const> rows, base::Instant now);

// Everything but what the platform decided: the habilitation, the state, the texts it corrected.
struct Change {
    StructureId id = {};
    const Incoming* row = nullptr;
};
void update(db::Transaction& tx, std::span<const Change> changes, base::Instant now);

// Proposes the pairs that look like one place, department by department, and says how many are
// new; `on_progress` is called before each.
std::size_t propose_doubles(db::Database& db, const base::Clock& clock,
                            const std::function<void()>& on_progress);

}  // namespace gps::structures
