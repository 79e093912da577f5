#include "db/sqlite_bulk.hpp"

#include <string>

#include <fmt/format.h>

namespace gps::db {
namespace {

// Indexes that cannot be put aside are kept in memory while rows come in.
constexpr auto kBulkSettings =
    "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -300000; PRAGMA temp_store = FILE;"
    "PRAGMA threads = 2";

constexpr Statement kJournal{.name = "db.bulk_journal", .text = "PRAGMA journal_mode = DELETE"};
constexpr Statement kIndexes{
    .name = "db.bulk_indexes",
    .text = R"sql(
        SELECT name, sql
        FROM sqlite_master
        WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL
        ORDER BY name
    )sql",
};
constexpr Statement kOrphans{
    .name = "db.bulk_orphans",
    .text = "SELECT 1 FROM pragma_foreign_key_check($1) LIMIT 1",
};

// Each of three threads that sort holds as much as the cache may, before it goes to a file.
constexpr auto kSorting = "PRAGMA cache_size = -100000";

class SqliteBulk final : public Bulk {
 public:
    SqliteBulk(SqliteConnection& connection, std::span<const BulkTable> tables)
        : connection_(&connection) {
        for (const auto& table : tables) inserts_.push_back(insert_into(table));
    }

    void add(std::size_t table, std::span<const Value> row) override {
        connection_->run({.name = "db.bulk_add", .text = inserts_.at(table)}, row);
    }

 private:
    static std::string insert_into(const BulkTable& table) {
        std::string columns;
        std::string places;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const std::string_view comma = i == 0 ? "" : ", ";
            columns += fmt::format("{}{}", comma, table.columns[i]);
            places += fmt::format("{}${}", comma, i + 1);
        }
        return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.named, columns, places);
    }

    SqliteConnection* connection_;
    std::vector<std::string> inserts_;
};

// Drops what can be; what would make it again.
std::vector<std::string> put_indexes_aside(SqliteConnection& connection,
                                           std::span<const BulkTable> tables) {
    std::vector<std::string> definitions;
    for (const auto& table : tables) {
        const std::vector<Value> name{std::string(table.named)};
        const auto answer = connection.run(kIndexes, name);
        for (const auto& row : answer.rows) {
            connection.run_script(fmt::format("DROP INDEX {}", row.view(0)));
            definitions.push_back(row.text(1));
        }
        connection.run_script(fmt::format("DELETE FROM {}", table.named));
    }
    return definitions;
}

void check_references(SqliteConnection& connection, std::span<const BulkTable> tables) {
    for (const auto& table : tables) {
        const std::vector<Value> name{std::string(table.named)};
        if (!connection.run(kOrphans, name).rows.empty())
            throw Failure(Failure::Kind::ForeignKey,
                          fmt::format("{}: a row refers to none", table.named));
    }
}

void fill_in_one(SqliteConnection& connection, std::span<const BulkTable> tables,
                 const std::function<void(Bulk&)>& fill, const BulkProgress& progress) {
    connection.begin_write();
    const auto indexes = put_indexes_aside(connection, tables);
    SqliteBulk bulk(connection, tables);
    fill(bulk);
    connection.run_script(kSorting);
    const int steps = static_cast<int>(indexes.size()) + 1;
    for (int done = 0; done + 1 < steps; ++done) {
        progress(done, steps);
        connection.run_script(indexes[static_cast<std::size_t>(done)]);
    }
    progress(steps - 1, steps);
    check_references(connection, tables);
    connection.commit();
    progress(steps, steps);
}

}  // namespace

void fill_sqlite(SqliteConnection& connection, std::span<const BulkTable> tables,
                 const std::function<void(Bulk&)>& fill, const BulkProgress& progress) {
    connection.run_script(kBulkSettings);
    try {
        connection.run(kJournal);
    } catch (const Failure& failure) {
        if (failure.kind != Failure::Kind::Busy) throw;  // another program reads it: WAL stays
    }
    try {
        fill_in_one(connection, tables, fill, progress);
    } catch (...) {
        connection.roll_back();
        connection.settle_as_writer();
        throw;
    }
    connection.settle_as_writer();
}

}  // namespace gps::db
