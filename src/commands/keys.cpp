#include "base/keys.hpp"

#include "commands/commands.hpp"

#include <fmt/format.h>

namespace gps::commands {

int make_keys(const std::filesystem::path& path) {
    const auto keys = base::Keys::fresh();
    keys.write_new(path);
    fmt::print(
        "{} holds the key set {}. Keep a copy of it in a safe place, apart from the "
        "database's backups.\n",
        path.string(), keys.id());
    return kDone;
}

}  // namespace gps::commands
