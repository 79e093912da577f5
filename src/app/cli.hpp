#pragma once

namespace gps::app {

// The command line: reads it, runs the command, says what went wrong in plain words. Returns the
// exit code (app/commands.hpp). Never throws.
int run(int argc, const char* const* argv);

}  // namespace gps::app
