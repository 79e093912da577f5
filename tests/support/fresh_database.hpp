#pragma once

#include "db/database.hpp"

#include <filesystem>
#include <memory>
#include <string>

// A database for one test, made for it and dropped after it.
namespace gps::tests {

enum class Schema {
    Empty,     // no table
    Migrated,  // what this program needs, without a row
};

// SQLite: a file. PostgreSQL: a database of the server at GPS_TEST_POSTGRES, whose user may create
// some. The migrated schema is made once per process and copied. Throws std::runtime_error when
// GPS_TEST_POSTGRES is not set.
class FreshDatabase {
 public:
    FreshDatabase(db::Engine engine, Schema schema);
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;
    ~FreshDatabase();

    // To open it again, as another program would.
    const std::string& url() const { return url_; }
    db::Database& db() { return *db_; }
    // For tests of what survives: the database is closed and opened again.
    void reopen();

 private:
    db::Engine engine_;
    std::string name_;
    std::string url_;
    std::unique_ptr<db::Database> db_;
};

// Migrates with back-fills that have nothing to fill.
void migrate_empty(db::Database& db);
void migrate_down(db::Database& db, int to_version);

// How many rows `table` has.
std::int64_t count(db::Database& db, std::string_view table);
// Several statements without parameters, outside any transaction.
void run_sql(db::Database& db, std::string_view sql);

}  // namespace gps::tests
