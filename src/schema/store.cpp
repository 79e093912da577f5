#include "db/schema_records.hpp"

namespace gps::db::records {
namespace {

// Waits as long as another migration runs, then for five seconds a table like everyone.
constexpr auto kLockPostgres =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
    "SELECT pg_advisory_xact_lock(7147283621);"
    "SET LOCAL lock_timeout = '5s'";

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
void lock(Transaction& tx) {
    if (tx.engine() == Engine::Postgres) tx.run_script(kLockPostgres);
}

constexpr Statement kExist{
    .name = "db.records_exist",
    .text = "SELECT to_regclass('schema_migrations') IS NOT NULL",
    .sqlite = "SELECT COUNT(*) = 1 FROM sqlite_master WHERE name = 'schema_migrations'",
};

bool exist(Transaction& tx) {
    return tx.query(kExist).at(0).boolean(0);
}

void create(Transaction& tx) {
    tx.run_script(kCreate);
}

constexpr Statement kApplied{
    .name = "db.applied_migrations",
    .text = "SELECT version, name FROM schema_migrations ORDER BY version",
};

std::vector<MigrationStatus> applied(Transaction& tx) {
    std::vector<MigrationStatus> steps;
    for (const auto& row : tx.query(kApplied)) {
        steps.push_back(
            {.version = static_cast<int>(row.integer(0)), .name = row.text(1), .applied = true});
    }
    return steps;
}

constexpr Statement kIsApplied{
    .name = "db.is_migration_applied",
    .text = "SELECT 1 FROM schema_migrations WHERE version = $1",
};

bool is_applied(Transaction& tx, int version) {
    return !tx.query(kIsApplied, version).empty();
}

constexpr Statement kAdd{
    .name = "db.add_migration",
    .text = "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)",
};

void add(Transaction& tx, const Migration& step, base::Instant now) {
    tx.exec(kAdd, step.version, step.name, now);
}

constexpr Statement kRemove{
    .name = "db.remove_migration",
    .text = "DELETE FROM schema_migrations WHERE version = $1",
};

void remove(Transaction& tx, int version) {
    tx.exec(kRemove, version);
}

constexpr Statement kAddBackfill{
    .name = "db.add_backfill",
    .text = "INSERT INTO schema_backfills (name, position, is_finished) VALUES ($1, 0, FALSE)",
};

void add_backfill(Transaction& tx, const std::string& name) {
    tx.exec(kAddBackfill, name);
}

constexpr Statement kBackfillPosition{
    .name = "db.backfill_position",
    .text = "SELECT position FROM schema_backfills WHERE name = $1 AND NOT is_finished",
};

std::optional<std::int64_t> backfill_position(Transaction& tx, const std::string& name) {
    const auto rows = tx.query(kBackfillPosition, name);
    return rows.empty() ? std::nullopt : std::optional(rows.at(0).integer(0));
}

constexpr Statement kMoveBackfill{
    .name = "db.move_backfill",
    .text = "UPDATE schema_backfills SET position = $2 WHERE name = $1",
};

void move_backfill(Transaction& tx, const std::string& name, std::int64_t position) {
    tx.exec(kMoveBackfill, name, position);
}

constexpr Statement kFinishBackfill{
    .name = "db.finish_backfill",
    .text = "UPDATE schema_backfills SET is_finished = TRUE WHERE name = $1",
};

void finish_backfill(Transaction& tx, const std::string& name) {
    tx.exec(kFinishBackfill, name);
}

constexpr Statement kRemoveBackfill{
    .name = "db.remove_backfill",
    .text = "DELETE FROM schema_backfills WHERE name = $1",
};

void remove_backfill(Transaction& tx, const std::string& name) {
    tx.exec(kRemoveBackfill, name);
}

constexpr Statement kUnfinishedBackfills{
    .name = "db.unfinished_backfills",
    .text = "SELECT COUNT(*) FROM schema_backfills WHERE NOT is_finished",
};

std::int64_t unfinished_backfills(Transaction& tx) {
    return tx.query(kUnfinishedBackfills).at(0).integer(0);
}

}  // namespace gps::db::records
