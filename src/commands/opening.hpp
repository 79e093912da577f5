#pragma once

#include "commands/progress.hpp"
#include "schema/migrate.hpp"
#include "settings/settings.hpp"

#include <memory>

// The database of the settings, and what brings it up to date.
namespace gps::commands {

// Throws SettingsError when there is none, Failure when it cannot be opened.
std::unique_ptr<db::Database> open_database(const settings::Settings& settings);

// The same, refused (CommandFailed) unless it is at the version of this program.
std::unique_ptr<db::Database> open_current_database(const settings::Settings& settings);
void refuse_unless_current(db::Database& database);

// The values that migrations leave to the program, room by room.
schema::Backfills house_backfills();

// Applies what is missing, each step named on standard output; returns how many steps.
int bring_up_to_date(db::Database& database, const base::Clock& clock);

}  // namespace gps::commands
