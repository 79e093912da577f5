#pragma once

#include "db/database.hpp"

// The server engine, through libpq.
namespace gps::db {

// `url` goes to libpq: several hosts, target_session_attrs, timeouts and certificates are written
// there.
std::unique_ptr<Database> open_postgres(std::string url, OpenOptions options);

}  // namespace gps::db
