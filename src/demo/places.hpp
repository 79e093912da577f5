#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <istream>

namespace gps::demo {

// Brings the structures of the demonstration in, by the import of structures: those of `file`, or
// three of every kind when it is null. Refuses what the import refuses.
base::Result<> bring_places(db::Database& db, base::Instant now, std::istream* file);

}  // namespace gps::demo
