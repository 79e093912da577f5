#pragma once

#include "access/house.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

// The mark of a demonstration base, and what its making reads.
namespace gps::demo::store {

struct Mark {
    std::int64_t seed = 0;
    int persons = 0;
    base::Instant made_at = {};
};
std::optional<Mark> mark(db::Transaction& tx);
void set_mark(db::Transaction& tx, const Mark& mark);

void add_persona(db::Transaction& tx, int place, const access::Persona& persona);
std::vector<access::Persona> personas(db::Transaction& tx);

// Whether anyone is recorded, invented or real: such a base is never filled.
bool has_people(db::Transaction& tx);

// Of the open structures.
std::set<std::string> kinds(db::Transaction& tx);

struct Place {
    structures::StructureId id = {};
    std::string kind = {};
    std::string department = {};
    bool is_habilitated = false;
};
// Open structures by id, at most `limit`.
std::vector<Place> places(db::Transaction& tx, int limit);

}  // namespace gps::demo::store
