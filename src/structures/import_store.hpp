#pragma once

#include "db/database.hpp"
#include "structures/import_row.hpp"
#include "structures/model.hpp"

#include <span>
#include <string>
#include <vector>

// What an import reads and writes, many rows in one statement.
namespace gps::structures::store {

struct Stored {
    StructureId id = {};
    std::string source = {};
    std::string source_id = {};
    std::string kind = {};
    std::string content_hash = {};
};
// Those of `rows` that are stored already, by (source, source_id).
std::vector<Stored> stored(db::Transaction& tx, std::span<const Incoming> rows);

// Open structures, habilitated when their kind is by default.
void create(db::Transaction& tx, std::span<const Incoming* const> rows, base::Instant now);

// Everything but the habilitation and the state, which are the platform's.
struct Change {
    StructureId id = {};
    const Incoming* row = nullptr;
};
void update(db::Transaction& tx, std::span<const Change> changes, base::Instant now);

}  // namespace gps::structures::store
