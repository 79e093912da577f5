#pragma once

#include "db/database.hpp"
#include "structures/model.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

// The SQL of what the platform decides.
namespace gps::structures::store {

// A text that no list changes any more.
struct Correction {
    std::string field = {};
    std::string value = {};
};
void keep_corrections(db::Transaction& tx, StructureId id, std::span<const Correction> corrections,
                      base::Instant now);
// By the id of the structure; those that have none are left out.
std::map<std::int64_t, std::vector<Correction>> corrections(db::Transaction& tx,
                                                            std::span<const StructureId> ids);
// Of what the last list said of it.
std::string content_hash(db::Transaction& tx, StructureId id);

void lock(db::Transaction& tx, StructureId id);
void set_habilitated(db::Transaction& tx, StructureId id, bool is_habilitated, base::Instant now);
void set_closing(db::Transaction& tx, StructureId id, Closing why, base::Instant now);

}  // namespace gps::structures::store
