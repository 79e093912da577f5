#include "commands/commands.hpp"
#include "commands/opening.hpp"

#include <algorithm>

#include <fmt/format.h>

// The schema, forward and back. Each step is one transaction: a step cut short never happened.
namespace gps::commands {
namespace {

int version_of(const std::vector<schema::MigrationStatus>& steps) {
    int version = 0;
    for (const auto& step : steps) {
        if (step.applied) version = std::max(version, step.version);
    }
    return version;
}

int print_status(db::Database& database) {
    for (const auto& step : schema::status(database)) {
        fmt::print("{:04}_{}\t{}\n", step.version, step.name,
                   step.applied ? "applied" : "to be applied");
    }
    const bool is_current = schema::is_current(database);
    fmt::print("{}\n", is_current ? "The database is up to date." : "Run: gps migrate");
    return kDone;
}

int go_back(db::Database& database, int from, int to) {
    if (to < 0 || to > from) {
        throw CommandFailed(
            fmt::format("The database is at version {}: it cannot go back to {}.", from, to));
    }
    const int undone = schema::migrate_down(database, to);
    fmt::print("{} undone; the database is at version {}.\n", undone, to);
    return kDone;
}

}  // namespace

int migrate(const settings::Settings& settings, const MigrateOptions& options) {
    const auto database = open_database(settings);
    const base::SystemClock clock;
    if (options.status) return print_status(*database);
    if (options.down || options.to) {
        const int version = version_of(schema::status(*database));
        return go_back(*database, version, options.to.value_or(version - 1));
    }
    const int applied = bring_up_to_date(*database, clock);
    fmt::print("{} applied; the database is at version {}.\n", applied, schema::latest_version());
    return kDone;
}

}  // namespace gps::commands
