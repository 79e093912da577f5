#include "schema/store.hpp"

#include <fmt/format.h>

namespace gps::schema::store {
namespace {

constexpr auto kLockPostgres =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
    "SELECT pg_advisory_xact_lock(7147283621);"
    "SET LOCAL lock_timeout = '50ms'";
// What is lost with the machine is filled again: nobody waits for the disk while rows are held.
constexpr auto kWaitForRows = "SET LOCAL lock_timeout = '5s'; SET LOCAL synchronous_commit = off";

// An index is built once every transaction before it has ended. Another program that waited for
// its turn in a transaction would be waited for: it waits between short ones.
constexpr auto kMyTurn = R"sql(
    DO $$ BEGIN
        LOOP
            EXIT WHEN pg_try_advisory_lock(7147283622);
            COMMIT;
            PERFORM pg_sleep(0.1);
        END LOOP;
        IF NOT EXISTS (SELECT FROM schema_backfills
                       WHERE name = '{}' AND position = {} AND NOT is_finished) THEN
            RAISE lock_not_available;
        END IF;
    END $$
)sql";
constexpr auto kDropUnfinished = R"sql(
    SET lock_timeout = '50ms';
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_index
                   WHERE indexrelid = to_regclass('{0}') AND NOT indisvalid) THEN
            DROP INDEX {0};
        END IF;
    END $$;
    SET lock_timeout = 0
)sql";
constexpr auto kIndexChanged = R"sql(
    UPDATE schema_backfills SET position = position + 1, is_finished = {}
    WHERE name = '{}' AND position = {}
)sql";

constexpr auto kCreate = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        version INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        applied_at BIGINT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS schema_backfills (
        name TEXT PRIMARY KEY,
        position BIGINT NOT NULL,
        is_finished BOOLEAN NOT NULL
    )
)sql";

}  // namespace

// SQLite has its one writer: this transaction.
void lock(db::Transaction& tx) {
    if (tx.engine() == db::Engine::Postgres) tx.run_script(kLockPostgres);
}

void lock_for_rows(db::Transaction& tx) {
    lock(tx);
    if (tx.engine() == db::Engine::Postgres) tx.run_script(kWaitForRows);
}

void change_index(db::Database& db, const std::string& name, std::int64_t position, bool is_last,
                  const IndexChange& change) {
    std::vector<std::string> scripts;
    if (db.engine() == db::Engine::Postgres) {
        scripts.push_back(fmt::format(kMyTurn, name, position));
        scripts.push_back(fmt::format(kDropUnfinished, change.index));
    }
    scripts.push_back(change.sql);
    scripts.push_back(fmt::format(kIndexChanged, is_last, name, position));
    db.run_scripts(scripts);
}

constexpr db::Statement kExist{
    .name = "db.records_exist",
    .text = "SELECT to_regclass('schema_migrations') IS NOT NULL",
    .sqlite = "SELECT COUNT(*) = 1 FROM sqlite_master WHERE name = 'schema_migrations'",
};

bool exist(db::Transaction& tx) {
    return tx.query(kExist).at(0).boolean(0);
}

void create(db::Transaction& tx) {
    tx.run_script(kCreate);
}

constexpr db::Statement kApplied{
    .name = "db.applied_migrations",
    .text = "SELECT version, name FROM schema_migrations ORDER BY version",
};

std::vector<MigrationStatus> applied(db::Transaction& tx) {
    std::vector<MigrationStatus> steps;
    for (const auto& row : tx.query(kApplied)) {
        steps.push_back(
            {.version = static_cast<int>(row.integer(0)), .name = row.text(1), .applied = true});
    }
    return steps;
}

constexpr db::Statement kIsApplied{
    .name = "db.is_migration_applied",
    .text = "SELECT 1 FROM schema_migrations WHERE version = $1",
};

bool is_applied(db::Transaction& tx, int version) {
    return !tx.query(kIsApplied, version).empty();
}

constexpr db::Statement kAdd{
    .name = "db.add_migration",
    .text = "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
};

void add(db::Transaction& tx, const Migration& step, base::Instant now) {
    tx.exec(kAdd, step.version, step.name, now);
}

constexpr db::Statement kRemove{
    .name = "db.remove_migration",
    .text = "DELETE FROM schema_migrations WHERE version = $1",
};

void remove(db::Transaction& tx, int version) {
    tx.exec(kRemove, version);
}

constexpr db::Statement kAddBackfill{
    .name = "db.add_backfill",
    .text = "INSERT INTO schema_backfills (name, position, is_finished) VALUES ($1, 0, FALSE)",
};

void add_backfill(db::Transaction& tx, const std::string& name) {
    tx.exec(kAddBackfill, name);
}

constexpr db::Statement kBackfillPosition{
    .name = "db.backfill_position",
    .text = "SELECT position FROM schema_backfills WHERE name = $1 AND NOT is_finished",
};

std::optional<std::int64_t> backfill_position(db::Transaction& tx, const std::string& name) {
    const auto rows = tx.query(kBackfillPosition, name);
    return rows.empty() ? std::nullopt : std::optional(rows.at(0).integer(0));
}

constexpr db::Statement kMoveBackfill{
    .name = "db.move_backfill",
    .text = "UPDATE schema_backfills SET position = $2 WHERE name = $1",
};

void move_backfill(db::Transaction& tx, const std::string& name, std::int64_t position) {
    tx.exec(kMoveBackfill, name, position);
}

constexpr db::Statement kFinishBackfill{
    .name = "db.finish_backfill",
    .text = "UPDATE schema_backfills SET is_finished = TRUE WHERE name = $1",
};

void finish_backfill(db::Transaction& tx, const std::string& name) {
    tx.exec(kFinishBackfill, name);
}

constexpr db::Statement kRemoveBackfill{
    .name = "db.remove_backfill",
    .text = "DELETE FROM schema_backfills WHERE name = $1",
};

void remove_backfill(db::Transaction& tx, const std::string& name) {
    tx.exec(kRemoveBackfill, name);
}

constexpr db::Statement kUnfinishedBackfills{
    .name = "db.unfinished_backfills",
    .text = "SELECT COUNT(*) FROM schema_backfills WHERE NOT is_finished",
};

std::int64_t unfinished_backfills(db::Transaction& tx) {
    return tx.query(kUnfinishedBackfills).at(0).integer(0);
}

}  // namespace gps::schema::store
