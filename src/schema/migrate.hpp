#pragma once

#include "base/clock.hpp"
#include "db/database.hpp"

#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Brings a database to the schema this program needs, step by step, while others use it. A step and
// its record are one transaction: killed at any moment, it is applied or it is not. Its back-fills
// and its indexes come after, and go on where they stopped. Two programs that migrate the same
// database at once wait for each other.
namespace gps::schema {

// A file of migrations/: see schema/migration_text.hpp for how it is written.
struct Migration {
    int version = 0;
    std::string_view name = {};
    std::string_view text = {};
};

// Those built into the program, in order.
std::span<const Migration> embedded_migrations();

// Values computed by the program for rows that a step left without them. `batch` treats some rows
// after `position` (0 at first, then what it returned) and returns the position it reached, or
// nothing when no row was left. Each batch is a transaction with its position, so a back-fill that
// is killed goes on from there.
struct Backfill {
    std::string name = {};
    std::function<std::optional<std::int64_t>(db::Transaction&, std::int64_t position)> batch = {};
};
using Backfills = std::vector<Backfill>;

struct MigrationStatus {
    int version = 0;
    std::string name = {};
    bool applied = false;  // its back-fills and indexes may remain: see is_current()
};

// The database was migrated by a later version of this program, which would not know what to do
// with it.
struct NewerDatabase : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Progress = std::function<void(std::string_view line)>;
using Migrations = std::span<const Migration>;

// The steps of the program, then those only the database knows.
std::vector<MigrationStatus> status(db::Database& db, Migrations steps = embedded_migrations());
// Applies what is missing, finishes back-fills and indexes; returns how many steps it applied.
// Throws NewerDatabase, std::logic_error when a step names a back-fill that is not in `backfills`,
// and Failure, which leaves the database at the step before: Busy when a table was used by others
// at each of its requests for five minutes.
int migrate_up(db::Database& db, const Backfills& backfills, const base::Clock& clock,
               const Progress& progress, Migrations steps = embedded_migrations());
// Undoes the steps after `to_version`, the last one first; returns how many.
int migrate_down(db::Database& db, int to_version, Migrations steps = embedded_migrations());
int latest_version(Migrations steps = embedded_migrations());
// Whether every step is applied and every back-fill and index finished. Throws NewerDatabase.
bool is_current(db::Database& db, Migrations steps = embedded_migrations());

}  // namespace gps::schema
