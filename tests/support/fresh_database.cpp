#include "support/fresh_database.hpp"

#include "base/clock.hpp"
#include "schema/migrate.hpp"
#include "schema/migration_text.hpp"

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

namespace gps::tests {
namespace {

// Unique among the processes and the tests that share a server or a temporary folder.
std::string fresh_name() {
    static std::atomic<int> made{0};
    return fmt::format("gps_test_{}_{}", ::getpid(), ++made);
}

std::string server_url() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no test changes the environment
    const char* url = std::getenv("GPS_TEST_POSTGRES");
    if (url != nullptr) return url;
    throw std::runtime_error(
        "GPS_TEST_POSTGRES is not set: run bin/test, which starts a PostgreSQL server");
}

// The address of another database of the same server: postgresql://user@host:port/THIS?options
std::string with_database(const std::string& url, const std::string& name) {
    const auto host = url.find("://") + 3;
    const auto options = std::min(url.find('?', host), url.size());
    const auto path = std::min(url.find('/', host), options);
    return fmt::format("{}/{}{}", url.substr(0, path), name, url.substr(options));
}

std::filesystem::path file_of(const std::string& name) {
    return std::filesystem::temp_directory_path() / (name + ".db");
}

std::string sqlite_url(const std::string& name) {
    return "sqlite://" + file_of(name).string();
}

void remove_file(const std::string& name) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(file_of(name).string() + suffix);
    }
}

void migrate(const std::string& url) {
    migrate_empty(*db::open(url, {.connections = 1}));
}

class SqliteTemplate {
 public:
    SqliteTemplate() { migrate(sqlite_url(name_)); }
    SqliteTemplate(const SqliteTemplate&) = delete;
    SqliteTemplate& operator=(const SqliteTemplate&) = delete;
    ~SqliteTemplate() { remove_file(name_); }

    void copy_to(const std::string& name) const {
        std::filesystem::copy_file(file_of(name_), file_of(name));
    }

 private:
    std::string name_ = fresh_name();
};

class PostgresServer {
 public:
    PostgresServer() : admin_(db::open(server_url(), {.connections = 1})) {}
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer() {
        if (!migrated_.empty()) drop(migrated_);
    }

    void create(const std::string& name, Schema schema) {
        const auto& model = schema == Schema::Empty ? std::string("template1") : migrated();
        admin_->run_script(
            fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, model));
    }

    void drop(const std::string& name) {
        admin_->run_script(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
    }

 private:
    const std::string& migrated() {
        if (migrated_.empty()) {
            const auto name = fresh_name();
            admin_->run_script(fmt::format("CREATE DATABASE {}", name));
            migrated_ = name;
            migrate(with_database(server_url(), name));
        }
        return migrated_;
    }

    std::unique_ptr<db::Database> admin_;
    std::string migrated_;
};

PostgresServer& postgres() {
    static PostgresServer server;
    return server;
}

void create_file(const std::string& name, Schema schema) {
    static const SqliteTemplate migrated;
    if (schema == Schema::Migrated) migrated.copy_to(name);
}

}  // namespace

FreshDatabase::FreshDatabase(db::Engine engine, Schema schema)
    : engine_(engine), name_(fresh_name()) {
    if (engine == db::Engine::Sqlite) {
        create_file(name_, schema);
        url_ = sqlite_url(name_);
    } else {
        postgres().create(name_, schema);
        url_ = with_database(server_url(), name_);
    }
    db_ = db::open(url_);
}

FreshDatabase::~FreshDatabase() {
    db_.reset();
    if (engine_ == db::Engine::Sqlite) {
        remove_file(name_);
    } else {
        postgres().drop(name_);
    }
}

void FreshDatabase::reopen() {
    db_.reset();
    db_ = db::open(url_);
}

void migrate_down(db::Database& db, int to_version) {
    schema::migrate_down(db, to_version);
}

void migrate_empty(db::Database& db) {
    schema::Backfills nothing_to_fill;
    for (const auto& step : schema::embedded_migrations()) {
        for (const auto& name : schema::read_migration(step.text, db.engine()).backfills) {
            nothing_to_fill.push_back(
                {name, [](auto&, auto) { return std::optional<std::int64_t>(); }});
        }
    }
    const base::SystemClock clock;
    schema::migrate_up(db, nothing_to_fill, clock, [](auto) {});
}

std::int64_t count(db::Database& db, std::string_view table) {
    const auto sql = fmt::format("SELECT COUNT(*) FROM {}", table);
    const db::Statement statement{.name = "tests.count", .text = sql};
    return db.read([&](db::Transaction& tx) { return tx.query(statement).at(0).integer(0); });
}

void run_sql(db::Database& db, std::string_view sql) {
    db.run_script(sql);
}

}  // namespace gps::tests
