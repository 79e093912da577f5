#include "backup/engines.hpp"

#include <memory>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

namespace gps::backup {
namespace {

constexpr std::string_view kScheme = "sqlite://";
constexpr int kPagesAtOnce = 2000;
constexpr int kBusyTimeout = 5000;  // ms

struct CloseSqlite {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Sqlite = std::unique_ptr<sqlite3, CloseSqlite>;

[[noreturn]] void fail(const Sqlite& connection, std::string_view what) {
    const int code = sqlite3_errcode(connection.get());
    const auto kind = code == SQLITE_FULL                            ? db::Failure::Kind::DiskFull
                      : code == SQLITE_BUSY || code == SQLITE_LOCKED ? db::Failure::Kind::Busy
                                                                     : db::Failure::Kind::Other;
    throw db::Failure(kind, fmt::format("{}: {}", what, sqlite3_errmsg(connection.get())));
}

Sqlite open_file(const std::filesystem::path& file, int access) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, access, nullptr);
    Sqlite connection(opened);
    if (code != SQLITE_OK) fail(connection, "opening " + file.string());
    sqlite3_busy_timeout(opened, kBusyTimeout);
    return connection;
}

// The first column of the answer, as text, line by line.
std::vector<std::string> lines(const Sqlite& connection, const std::string& sql) {
    std::vector<std::string> found;
    const auto collect = [](void* into, int columns, char** values, char**) {
        const bool is_null = columns == 0 || *values == nullptr;
        static_cast<std::vector<std::string>*>(into)->emplace_back(is_null ? "" : *values);
        return 0;
    };
    if (sqlite3_exec(connection.get(), sql.c_str(), collect, &found, nullptr) != SQLITE_OK) {
        fail(connection, "reading the file");
    }
    return found;
}

void execute(const Sqlite& connection, const std::string& sql) {
    lines(connection, sql);
}

std::string identifier(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

constexpr std::string_view kTablesOfSqlite =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "ORDER BY name";

constexpr db::Statement kTables{.name = "backup.tables",
                                .text = R"sql(
    SELECT CAST(tablename AS TEXT)
    FROM pg_tables
    WHERE schemaname = current_schema()
    ORDER BY CAST(tablename AS TEXT) COLLATE "C"
)sql",
                                .sqlite = kTablesOfSqlite};

// The copy is a file of its own: without a log beside it, so that it can be moved alone.
void detach_log(const Sqlite& copy) {
    execute(copy, "PRAGMA journal_mode = DELETE");
}

struct FinishBackup {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

}  // namespace

std::vector<TableCount> count_rows(db::Database& database) {
    return database.read([](db::Transaction& tx) {
        std::vector<TableCount> counts;
        for (const auto row : tx.query(kTables)) {
            const auto sql = fmt::format("SELECT COUNT(*) FROM {}", identifier(row.view(0)));
            const db::Statement count{.name = "backup.count_rows", .text = sql};
            counts.push_back({.table = row.text(0), .rows = tx.query(count).at(0).integer(0)});
        }
        return counts;
    });
}

std::filesystem::path sqlite_file(std::string_view url) {
    if (!url.starts_with("sqlite:///")) {
        throw db::Failure(db::Failure::Kind::Connection, "not the address of an SQLite file");
    }
    return url.substr(kScheme.size());
}

void copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& to,
                 const OnPages& on_pages) {
    const auto source = open_file(from, SQLITE_OPEN_READONLY);
    const auto copy = open_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // The read transaction holds one state of the source from the first page to the last.
    execute(source, fmt::format("BEGIN; {}", kTablesOfSqlite));
    const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
        sqlite3_backup_init(copy.get(), "main", source.get(), "main"));
    if (!backup) fail(copy, "copying");
    for (int code = SQLITE_OK; code != SQLITE_DONE;) {
        code = sqlite3_backup_step(backup.get(), kPagesAtOnce);
        if (code != SQLITE_OK && code != SQLITE_DONE) fail(copy, "copying");
        const std::int64_t total = sqlite3_backup_pagecount(backup.get());
        on_pages(total - sqlite3_backup_remaining(backup.get()), total);
    }
    detach_log(copy);
}

std::vector<TableCount> check_sqlite(const std::filesystem::path& file) {
    const auto connection = open_file(file, SQLITE_OPEN_READONLY);
    const auto found = lines(connection, "PRAGMA integrity_check(1)");
    if (found.size() != 1 || found.front() != "ok") {
        throw db::Failure(db::Failure::Kind::Other, "the file is damaged: " + found.front());
    }
    if (!lines(connection, "PRAGMA foreign_key_check").empty()) {
        throw db::Failure(db::Failure::Kind::Other,
                          "rows of the file point to rows that are missing");
    }
    std::vector<TableCount> counts;
    for (const auto& table : lines(connection, std::string(kTablesOfSqlite))) {
        const auto count = lines(connection, "SELECT COUNT(*) FROM " + identifier(table));
        counts.push_back({.table = table, .rows = std::stoll(count.front())});
    }
    return counts;
}

void close_sqlite_file(const std::filesystem::path& file) {
    const auto connection = open_file(file, SQLITE_OPEN_READWRITE);
    // Leaving the write-ahead log asks for the file alone: refused while anyone has it open.
    const auto mode = lines(connection, "PRAGMA journal_mode = DELETE");
    if (mode.empty() || mode.front() != "delete") {
        throw db::Failure(db::Failure::Kind::Busy, "the file is in use");
    }
}

ClientEnvironment postgres_environment(const std::string& url) {
    char* refusal = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(url.c_str(), &refusal));
    // What libpq says may quote the address, which holds a password.
    if (refusal != nullptr) PQfreemem(refusal);
    if (!options)
        throw db::Failure(db::Failure::Kind::Connection, "the database's address is malformed");
    ClientEnvironment environment;
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr) continue;
        if (option->envvar != nullptr) {
            environment.variables.push_back(fmt::format("{}={}", option->envvar, option->val));
        }
        if (std::string_view(option->keyword) == "dbname") environment.database = option->val;
    }
    return environment;
}

}  // namespace gps::backup
