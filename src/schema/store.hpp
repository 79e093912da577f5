#pragma once

#include "db/database.hpp"
#include "db/migrate.hpp"

// What a database remembers of its own migrations, in two tables of its own.
namespace gps::db::records {

// Takes the one right to migrate, until the transaction ends, and lifts the limits of time:
// an index on a large table takes minutes.
void lock(Transaction& tx);

bool exist(Transaction& tx);
void create(Transaction& tx);

// In order.
std::vector<MigrationStatus> applied(Transaction& tx);
bool is_applied(Transaction& tx, int version);
void add(Transaction& tx, const Migration& step, base::Instant now);
void remove(Transaction& tx, int version);

void add_backfill(Transaction& tx, const std::string& name);
// nullopt: finished, or never begun.
std::optional<std::int64_t> backfill_position(Transaction& tx, const std::string& name);
void move_backfill(Transaction& tx, const std::string& name, std::int64_t position);
void finish_backfill(Transaction& tx, const std::string& name);
void remove_backfill(Transaction& tx, const std::string& name);
std::int64_t unfinished_backfills(Transaction& tx);

}  // namespace gps::db::records
