#include "commands/opening.hpp"

#include "commands/commands.hpp"
#include "people/store.hpp"

#include <fmt/format.h>

namespace gps::commands {

std::unique_ptr<db::Database> open_database(const settings::Settings& settings) {
    return db::open(settings::needed("GPS_DATABASE", settings.database),
                    {.connections = settings.database_connections});
}

std::unique_ptr<db::Database> open_current_database(const settings::Settings& settings) {
    auto database = open_database(settings);
    refuse_unless_current(*database);
    return database;
}

void refuse_unless_current(db::Database& database) {
    if (schema::is_current(database)) return;
    throw CommandFailed(
        fmt::format("The database is not at version {}, which this program needs. "
                    "Make a backup, then run: gps migrate",
                    schema::latest_version()));
}

schema::Backfills house_backfills() {
    return {{.name = "people.sound_keys", .batch = people::store::fill_sound_keys}};
}

int bring_up_to_date(db::Database& database, const base::Clock& clock) {
    Progress progress("migrating", schema::latest_version());
    std::int64_t lines = 0;
    return schema::migrate_up(database, house_backfills(), clock, [&](std::string_view line) {
        fmt::print("{}\n", line);
        progress.show(++lines);
    });
}

}  // namespace gps::commands
