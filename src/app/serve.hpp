#pragma once

#include "settings/settings.hpp"

// `gps serve`: opens everything, serves until it is told to stop, closes everything.
namespace gps::app {

struct ServeOptions {
    bool migrate = false;      // brings the database up to date first
    bool shared_port = false;  // the next version may open the port while this one drains
};

// The exit code. Throws SettingsError, KeyFileError or Failure when it cannot start.
int serve(const settings::Settings& settings, const ServeOptions& options);

}  // namespace gps::app
