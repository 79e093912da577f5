#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of whom a relay may be proposed to.
namespace gps::proposals::store {

bool has_members(db::Transaction& tx, structures::StructureId structure);

struct Colleague {
    people::ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string name = {};
    std::string capacity = {};  // a code; "" when they said none
};
struct Of {
    structures::StructureId structure = {};
    people::ProfessionalId professional = {};
};
// The other members of that professional's structure, by name: 200 at most.
std::vector<Colleague> colleagues(db::Transaction& tx, const Of& of);
std::optional<Colleague> colleague(db::Transaction& tx, const Of& of,
                                   const base::PublicId& professional);

}  // namespace gps::proposals::store
