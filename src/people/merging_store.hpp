#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

// What becomes of memberships when a structure takes the place of another (ADR 0029).
namespace gps::people {

// One professional, whose rows go from a structure to the one that takes its place.
struct Move {
    ProfessionalId professional = {};
    structures::StructureId from = {};
    structures::StructureId to = {};
};

namespace store {

// Who is a member of both stays so from the earlier day, in the wider role.
void move_member(db::Transaction& tx, const Move& move);

bool is_member(db::Transaction& tx, ProfessionalId professional, structures::StructureId structure);

}  // namespace store
}  // namespace gps::people
