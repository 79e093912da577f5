#pragma once

#include "db/database.hpp"

#include <filesystem>

// The embedded engine: one file, read by a pool of connections, written by one thread.
namespace gps::db {

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file, OpenOptions options);
// In a private folder of the system's temporary one, deleted with the database.
std::unique_ptr<Database> open_temporary_sqlite(OpenOptions options);

}  // namespace gps::db
