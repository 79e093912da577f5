#include "base/keys.hpp"
#include "commands/commands.hpp"
#include "commands/interrupt.hpp"
#include "commands/opening.hpp"
#include "nir/numbers.hpp"

#include <thread>

#include <fmt/format.h>

// `gps keys rotate`: new keys for social security numbers, while the service runs. Killed at any
// moment, it goes on where it was when it is run again.
namespace gps::commands {
namespace {

// Each batch is one short transaction: those who look for a number wait for one at most.
constexpr int kBatch = 200;
// Requests that read the key file before it changed have ended by then.
constexpr std::chrono::seconds kRequestsEnd{2};

base::Keys keys_that_open(const std::filesystem::path& path, const nir::Rotation& now) {
    auto keys = base::Keys::load(path);
    const bool is_first = now.active_version == 1 && !now.has_numbers && !keys.has_nir();
    if (!is_first && keys.nir_index().find(now.active_version) == nullptr)
        throw CommandFailed(fmt::format(
            "Numbers are kept by version {} of the keys, which this key file does not have. Put "
            "back the newest copy of the file.",
            now.active_version));
    return keys;
}

// Gives the file one version more than numbers are kept by, unless it has one.
base::Keys prepare(const std::filesystem::path& path, const nir::Rotation& now) {
    auto keys = keys_that_open(path, now);
    const bool has_next = keys.has_nir() && keys.nir_index().newest().version > now.active_version;
    if (has_next || now.is_under_way) return keys;
    base::Keys::add_nir_version(path);
    keys = base::Keys::load(path);
    fmt::print(
        "{} has version {} of the keys of social security numbers. Copy it, apart from the "
        "database's backups.\n",
        path.string(), keys.nir_index().newest().version);
    std::fflush(stdout);
    return keys;
}

struct Totals {
    std::int64_t moved = 0;
    std::int64_t unreadable = 0;
};

// From the first number to the last.
Totals pass(db::Database& database, const base::Keys& keys, const HeldSignals& signals,
            Progress& progress) {
    Totals totals;
    for (std::optional<people::PersonId> from = people::PersonId{0}; from;) {
        signals.check();
        const auto some = database.write(
            [&](db::Transaction& tx) { return nir::move_some(tx, keys, *from, kBatch); });
        totals.moved += some.numbers;
        totals.unreadable += some.unreadable;
        progress.show(totals.moved);
        from = some.next;
    }
    return totals;
}

Totals move_all(db::Database& database, const base::Keys& keys, const HeldSignals& signals) {
    Progress progress("numbers");
    Totals all;
    while (true) {
        const auto once = pass(database, keys, signals, progress);
        all.moved += once.moved;
        all.unreadable = once.unreadable;
        if (once.moved == 0) return all;
    }
}

nir::Rotation rotation_of(db::Database& database) {
    return database.read([](db::Transaction& tx) { return nir::rotation(tx); });
}

}  // namespace

int rotate_keys(const settings::Settings& settings, bool only_prepare) {
    const HeldSignals signals;
    const std::filesystem::path path = settings::needed("GPS_KEYS", settings.keys.string());
    const auto database = open_current_database(settings);
    const auto before = rotation_of(*database);
    const auto keys = prepare(path, before);
    if (only_prepare) return kDone;

    const int newest = keys.nir_index().newest().version;
    if (!before.is_under_way && newest > before.active_version) {
        std::this_thread::sleep_for(kRequestsEnd);
        database->write([&](db::Transaction& tx) { nir::activate(tx, newest); });
    }
    const auto all = move_all(*database, keys, signals);
    const auto after = rotation_of(*database);
    fmt::print("{} numbers moved; numbers are kept by version {}.\n", all.moved,
               after.active_version);
    if (!after.is_under_way) return kDone;
    fmt::print(
        "{} numbers could not be read, and stay as they were: somebody changed their rows, "
        "or the key file lost the version that they are kept by.\n",
        all.unreadable);
    return kDoneWithRejects;
}

}  // namespace gps::commands
