#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <string>
#include <vector>

// The SQL of who looked.
namespace gps::readings::store {

struct Asked {
    people::PersonId person = {};
    structures::StructureId own_structure = {};
    int highest_sensitivity = 1;
    base::Instant before = {};
    int limit = 0;
};
struct Entry {
    base::Instant at = {};
    people::ProfessionalId actor = {};
    structures::StructureId acting_for = {};
    bool is_reveal = false;
    bool is_masked = false;
    std::string name = {};
    std::string structure = {};
};
// The latest first. Of a structure too sensitive for the viewer's, no name is read.
std::vector<Entry> entries(db::Transaction& tx, const Asked& asked);

}  // namespace gps::readings::store
