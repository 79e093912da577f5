#pragma once

#include "db/database.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// What backups need of the engines: an exact copy of an SQLite file in use, the proof that a copy
// is whole, and how PostgreSQL's own programs are told where a database is.
namespace gps::backup {

struct TableCount {
    std::string table = {};
    std::int64_t rows = 0;

    bool operator==(const TableCount&) const = default;
};

// Every table, by name, with its rows.
std::vector<TableCount> count_rows(db::Database& database);

// The file of a sqlite:/// address.
std::filesystem::path sqlite_file(std::string_view url);

// Copies one state of `from`, which may be in use, into `to`, a new or empty file; what is written
// meanwhile is left out. `on_pages` is told how far it is, and may throw to give up. Durable when
// this returns. Throws Failure.
using OnPages = std::function<void(std::int64_t done, std::int64_t total)>;
void copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& to,
                 const OnPages& on_pages);

// Reads the whole file: its pages, its indexes, its foreign keys. Throws Failure when anything is
// wrong; else every table with its rows.
std::vector<TableCount> check_sqlite(const std::filesystem::path& file);

// Makes sure that nobody uses the file, and that all of it stands in the one file. Throws Failure
// (Busy) when a server has it open.
void close_sqlite_file(const std::filesystem::path& file);

// Variables (PGHOST=…) by which pg_dump and pg_restore find a database: a password on a command
// line is read by every process of the machine. Throws Failure for a malformed address.
struct ClientEnvironment {
    std::vector<std::string> variables = {};
    std::string database = {};
};
ClientEnvironment postgres_environment(const std::string& url);

}  // namespace gps::backup
