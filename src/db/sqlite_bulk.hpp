#pragma once

#include "db/bulk.hpp"
#include "db/sqlite_connection.hpp"

namespace gps::db {

// Database::fill() on a connection that writes, in one transaction. The file goes back to a
// rollback journal meanwhile when nobody else has it open: new pages are written once, not twice.
void fill_sqlite(SqliteConnection& connection, std::span<const BulkTable> tables,
                 const std::function<void(Bulk&)>& fill, const BulkProgress& progress);

}  // namespace gps::db
