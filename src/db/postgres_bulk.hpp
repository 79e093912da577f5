#pragma once

#include "db/bulk.hpp"
#include "db/postgres_connection.hpp"

namespace gps::db {

// Database::fill() on a connection, in one transaction, by COPY: a piece of each table in turn,
// sent by another thread while the next rows are made.
void fill_postgres(PostgresConnection& connection, std::span<const BulkTable> tables,
                   const std::function<void(Bulk&)>& fill, const BulkProgress& progress);

}  // namespace gps::db
