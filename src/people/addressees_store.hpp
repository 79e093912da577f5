#pragma once

#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"

#include <string>
#include <vector>

// Who is told by mail of what waits for somebody: e-mail addresses of active accounts, twenty at
// most, always the same ones. Who did what is told (`but`) is left out.
namespace gps::people::store {

std::vector<std::string> administrators(db::Transaction& tx, structures::StructureId structure,
                                        ProfessionalId but = {});
// The team of the service.
std::vector<std::string> platform_team(db::Transaction& tx, ProfessionalId but = {});

}  // namespace gps::people::store
