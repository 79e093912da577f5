#pragma once

#include "db/database.hpp"
#include "schema/migrate.hpp"

// What a database remembers of its own migrations, in two tables of its own.
namespace gps::schema::store {

// Takes the one right to migrate, until the transaction ends, and lifts the limits of time:
// an index on a large table takes minutes.
void lock(db::Transaction& tx);

bool exist(db::Transaction& tx);
void create(db::Transaction& tx);

// In order.
std::vector<MigrationStatus> applied(db::Transaction& tx);
bool is_applied(db::Transaction& tx, int version);
void add(db::Transaction& tx, const Migration& step, base::Instant now);
void remove(db::Transaction& tx, int version);

void add_backfill(db::Transaction& tx, const std::string& name);
// nullopt: finished, or never begun.
std::optional<std::int64_t> backfill_position(db::Transaction& tx, const std::string& name);
void move_backfill(db::Transaction& tx, const std::string& name, std::int64_t position);
void finish_backfill(db::Transaction& tx, const std::string& name);
void remove_backfill(db::Transaction& tx, const std::string& name);
std::int64_t unfinished_backfills(db::Transaction& tx);

}  // namespace gps::schema::store
