#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <istream>

namespace gps::demo {

// Brings the structures of the demonstration in, by the import of structures: those of `file`, if
// any, then three of every kind that is still missing. Refuses what the import refuses.
base::Result<> bring_places(db::Database& db, base::Instant now, std::istream* file);

}  // namespace gps::demo
