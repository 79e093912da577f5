#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <string_view>

// What changes a membership once it has begun; add_member() (people/store.hpp) begins one.
namespace gps::people::store {

// Until the end of the transaction, nobody else changes who administers the structure.
void lock_members(db::Transaction& tx, structures::StructureId structure);

// False when they are not a member now.
bool set_member_role(db::Transaction& tx, ProfessionalId professional,
                     structures::StructureId structure, std::string_view role);
// From this moment they see nothing by this structure. False when they are not a member now.
bool end_member(db::Transaction& tx, ProfessionalId professional, structures::StructureId structure,
                base::Date today);

}  // namespace gps::people::store
