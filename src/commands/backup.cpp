#include "backup/engines.hpp"
#include "commands/commands.hpp"
#include "commands/draft_file.hpp"
#include "commands/interrupt.hpp"
#include "commands/opening.hpp"
#include "commands/postgres_archive.hpp"

#include <fmt/format.h>
#include <unistd.h>

// Backups: made under another name, checked to the last row, then named. A restoration never
// destroys what is in its place before the new content is whole.
namespace gps::commands {
namespace {

bool is_sqlite(const std::string& url) {
    return url.starts_with("sqlite:");
}

void print(const std::vector<backup::TableCount>& counts) {
    for (const auto& [table, rows] : counts) fmt::print("{:>12}  {}\n", rows, table);
}

void refuse_missing(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file)) {
        throw CommandFailed(fmt::format("{} is not a file.", file.string()));
    }
}

void copy(const std::filesystem::path& from, const std::filesystem::path& to,
          const HeldSignals& signals) {
    Progress progress("copying");
    backup::copy_sqlite(from, to, [&](std::int64_t done, std::int64_t total) {
        progress.show(done, total);
        signals.check();
    });
}

std::vector<backup::TableCount> backup_sqlite(const std::string& url, const DraftFile& draft,
                                              const HeldSignals& signals) {
    const auto from = backup::sqlite_file(url);
    refuse_missing(from);
    copy(from, draft.path(), signals);
    return backup::check_sqlite(draft.path());
}

std::vector<backup::TableCount> backup_postgres(const std::string& url, const DraftFile& draft,
                                                const HeldSignals& signals) {
    dump_postgres(url, draft, signals);
    return rows_in_archive(draft.path(), signals);
}

// The file in the way keeps another name; the new one takes its place in one step.
void take_place(const std::filesystem::path& whole, const std::filesystem::path& place) {
    const auto aside = fmt::format("{}.before-restore-{}", place.string(), ::getpid());
    if (std::filesystem::exists(place)) {
        backup::close_sqlite_file(place);
        std::filesystem::create_hard_link(place, aside);
        fmt::print("What was in place is kept as {}\n", aside);
    }
    make_durable(whole);
    std::filesystem::rename(whole, place);
    make_durable(place.parent_path());
}

void restore_sqlite(const std::string& url, const std::filesystem::path& file, bool replace,
                    const HeldSignals& signals) {
    const auto place = backup::sqlite_file(url);
    if (!replace && std::filesystem::exists(place) && !backup::check_sqlite(place).empty()) {
        throw CommandFailed(
            "The database is not empty. Stop the server, then add --replace to "
            "put the backup in its place; what is there is kept aside.");
    }
    const auto expected = backup::check_sqlite(file);
    if (expected.empty()) throw CommandFailed("The backup holds no table.");
    const auto unique = fmt::format("{}.restoring-{}", place.string(), ::getpid());
    const DraftFile draft(unique);
    copy(file, draft.path(), signals);
    if (backup::check_sqlite(draft.path()) != expected) {
        throw CommandFailed("The copy differs from the backup; nothing was changed.");
    }
    signals.check();
    take_place(draft.path(), place);
    print(expected);
}

void restore_postgres(const settings::Settings& settings, const std::filesystem::path& file,
                      bool replace, const HeldSignals& signals) {
    const auto database = open_database(settings);
    if (!replace && !backup::count_rows(*database).empty()) {
        throw CommandFailed(
            "The database is not empty. Stop the server, then add --replace to "
            "put the backup in its place, in one transaction.");
    }
    const auto expected = rows_in_archive(file, signals);
    if (expected.empty()) throw CommandFailed("The backup holds no table.");
    load_postgres(settings.database, file, replace, signals);
    if (backup::count_rows(*database) != expected) {
        throw CommandFailed(
            "The database does not hold the same rows as the backup: is a server "
            "still running? Restore again with --replace.");
    }
    print(expected);
}

}  // namespace

int backup(const settings::Settings& settings, const std::filesystem::path& file) {
    const auto& url = settings::needed("GPS_DATABASE", settings.database);
    const HeldSignals signals;
    DraftFile draft(file);
    const auto counts =
        is_sqlite(url) ? backup_sqlite(url, draft, signals) : backup_postgres(url, draft, signals);
    if (counts.empty()) throw CommandFailed("The database holds no table: nothing to keep.");
    signals.check();
    draft.publish();
    print(counts);
    fmt::print("{} is whole: {} tables read back.\n", file.string(), counts.size());
    return kDone;
}

int restore(const settings::Settings& settings, const std::filesystem::path& file, bool replace) {
    const auto& url = settings::needed("GPS_DATABASE", settings.database);
    refuse_missing(file);
    const HeldSignals signals;
    if (is_sqlite(url)) {
        restore_sqlite(url, file, replace, signals);
    } else {
        restore_postgres(settings, file, replace, signals);
    }
    const auto database = open_database(settings);
    fmt::print("Restored and checked.{}\n",
               schema::is_current(*database) ? "" : " Now run: gps migrate");
    return kDone;
}

}  // namespace gps::commands
