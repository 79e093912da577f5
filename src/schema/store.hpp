#pragma once

#include "db/database.hpp"
#include "schema/migrate.hpp"
#include "schema/migration_text.hpp"

// What a database remembers of its own migrations, in two tables of its own.
namespace gps::schema::store {

// Takes the one right to migrate, until the transaction ends, however long it takes to have it;
// then waits for a table, which everyone else waits for meanwhile, 50 ms at most: Failure Busy.
void lock(db::Transaction& tx);
// The same right, for a batch of a back-fill: its rows are waited for five seconds, as everyone
// does, and what it does may be lost with the machine, with the position that says it was done.
void lock_for_rows(db::Transaction& tx);

// Builds or drops an index while others read and write, and moves the back-fill `name` from
// `position` to the next, finished when it is the last. What a killed program left of the index is
// dropped first. Throws Failure Busy when a table is not had, as above, and when another program
// made the change while this one waited for its turn.
void change_index(db::Database& db, const std::string& name, std::int64_t position, bool is_last,
                  const IndexChange& change);

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
