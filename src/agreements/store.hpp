#pragma once

#include "agreements/agreements.hpp"
#include "db/database.hpp"

#include <optional>
#include <vector>

// The SQL of agreements.
namespace gps::agreements::store {

struct Place {
    people::PersonId person = {};
    structures::StructureId structure = {};
};
std::vector<Agreement> agreements(db::Transaction& tx, const Place& place);

// The structure, when somebody follows the person for it.
std::optional<structures::StructureId> follows(db::Transaction& tx, people::PersonId person,
                                               const base::PublicId& structure);

struct New {
    Place place = {};
    std::optional<structures::StructureId> for_structure = {};
    How how = How::Oral;
    base::Date given_on = {};
    people::ProfessionalId by = {};
    base::Instant now = {};
};
// Its public id; nullopt when the same is in force.
std::optional<base::PublicId> add(db::Transaction& tx, const New& agreement);

// False when it is not in force there.
bool revoke(db::Transaction& tx, const Place& place, const base::PublicId& agreement,
            people::ProfessionalId by, base::Instant now);

}  // namespace gps::agreements::store
