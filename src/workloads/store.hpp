#pragma once

#include "db/database.hpp"
#include "workloads/model.hpp"

#include <vector>

// The SQL of the team's view.
namespace gps::workloads::store {

// Members after that one (none: from the first), in the order in which their accounts were made:
// kLoadsAPage + 1 at most, whatever the size of the structure.
std::vector<Load> loads(db::Transaction& tx, structures::StructureId structure,
                        const base::PublicId& after, base::Instant now);
Waiting waiting(db::Transaction& tx, structures::StructureId structure, base::Date since);

}  // namespace gps::workloads::store
