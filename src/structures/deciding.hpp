#pragma once

#include "db/database.hpp"
#include "structures/intake.hpp"
#include "structures/model.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the platform decides of a structure. A list that is imported later changes none of it
// (ADR 0024).
namespace gps::structures {

// A text of a structure that changed: its name in the base, and what it said.
struct Changed {
    std::string_view field = {};
    std::string before = {};
    std::string after = {};
};

// A new open structure, as the platform typed it: habilitated by nothing yet.
Structure create(db::Transaction& tx, Structure typed, base::Instant now);

// Writes those texts of `typed` that differ from `stored`, for good; which ones. A place that moved
// is nowhere on a map until a list says where.
std::vector<Changed> correct(db::Transaction& tx, const Structure& stored, const Structure& typed,
                             base::Instant now);

// Until the end of the transaction, nobody else decides of this structure. Read it afterwards.
void lock(db::Transaction& tx, StructureId id);

// From this moment, for all its members: sight() is asked with it by every page.
void set_habilitated(db::Transaction& tx, StructureId id, bool is_habilitated, base::Instant now);

// Not open: its members act for it no more from their next request on. None opens it again.
void set_closing(db::Transaction& tx, StructureId id, Closing why, base::Instant now);

// What a list says of structures, but for what the platform corrected. In the order of `changes`.
std::vector<Incoming> as_decided(db::Transaction& tx, std::span<const Change> changes);

}  // namespace gps::structures
