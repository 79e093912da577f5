#pragma once

#include "access/viewer.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>

// What an import of people reads of other rooms. Nothing is written here.
namespace gps::imports::store {

// The open structure that imports know by this key, as its members act for it.
std::optional<access::ActingFor> structure(db::Transaction& tx, const std::string& source,
                                           const std::string& source_id);

// "member", "administrator", or nothing for someone who is no member now.
std::optional<std::string> member_role(db::Transaction& tx, people::ProfessionalId professional,
                                       structures::StructureId structure);

}  // namespace gps::imports::store
