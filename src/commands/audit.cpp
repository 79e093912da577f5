#include "base/signature.hpp"
#include "commands/commands.hpp"
#include "commands/opening.hpp"
#include "inspection/verify.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

// `gps audit`: whether the trail is what was written, and what others need to check its heads.
namespace gps::commands {
namespace {

constexpr unsigned kMostThreads = 8;

std::string place_of(const inspection::WrongPlace& place) {
    std::string text;
    if (place.seq != 0) text += fmt::format("  place {}", place.seq);
    if (place.entry_id != 0) text += fmt::format("  entry {}", place.entry_id);
    if (place.head != 0) text += fmt::format("  head {}", place.head);
    return text;
}

void print_found(const inspection::TrailCheck& found) {
    for (const auto& place : found.wrong)
        fmt::print("{}{}\n", inspection::name(place.wrong), place_of(place));
    const auto kept = static_cast<std::int64_t>(found.wrong.size());
    if (found.wrong_count > kept) fmt::print("and {} more\n", found.wrong_count - kept);
    fmt::print("{} entries of the chain checked, {} waiting for it, {} heads, {} purged.\n",
               found.entries, found.waiting, found.heads, found.purged);
    if (found.last_head) fmt::print("Last head: {}\n", audit::line(*found.last_head));
    fmt::print("{}\n", found.wrong_count == 0
                           ? "The trail is sound up to its last head."
                           : "The trail is NOT sound: keep the database as it is, and look into "
                             "it (docs/operating.md).");
}

}  // namespace

int verify_audit(const settings::Settings& settings, const AuditOptions& options) {
    const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
    const auto database = open_current_database(settings);
    const auto& heads = options.heads.empty() ? settings.audit_heads : options.heads;
    const auto threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    Progress progress("checking");
    const base::SystemClock clock;
    const auto found = inspection::check_trail(
        *database, keys, clock,
        {.heads_file = heads.empty() ? std::nullopt : std::optional(heads),
         .threads = threads,
         .progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); }});
    print_found(found);
    if (heads.empty())
        fmt::print("Not compared with exported heads: give --heads or GPS_AUDIT_HEADS.\n");
    return found.wrong_count == 0 ? kDone : kFailed;
}

int print_audit_keys(const settings::Settings& settings) {
    const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
    for (const auto& key : keys.heads().all())
        fmt::print("heads.{}\n{}", key.version, base::public_key_pem(base::public_key(key.secret)));
    return kDone;
}

}  // namespace gps::commands
