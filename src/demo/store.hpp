#pragma once

#include "access/house.hpp"
#include "db/bulk.hpp"
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
    base::Instant made_at = {};  // 0: not to its end yet
};
// None while it is being made.
std::optional<Mark> mark(db::Transaction& tx);
void set_mark(db::Transaction& tx, const Mark& mark);

void add_persona(db::Transaction& tx, int place, const access::Persona& persona);
std::vector<access::Persona> personas(db::Transaction& tx);

// Whether nobody is recorded but those of a demonstration that was stopped halfway.
bool may_be_filled(db::Transaction& tx);
// What the making of a demonstration writes by acts, once the people are there: emptied with them.
std::vector<db::BulkTable> emptied_tables();

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
