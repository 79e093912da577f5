#include "base/keys.hpp"

#include "commands/commands.hpp"
#include "openid/signing_key.hpp"

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

int make_proconnect_key(const std::filesystem::path& path) {
    openid::SigningKey::write_new(path);
    fmt::print(
        "{} holds the key by which this service says who it is to ProConnect. Its public part is "
        "at /connexion/proconnect/cles.\n",
        path.string());
    return kDone;
}

}  // namespace gps::commands
