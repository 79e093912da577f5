#include "commands/postgres_archive.hpp"

#include "commands/child_process.hpp"
#include "commands/commands.hpp"
#include "commands/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::commands {
namespace {

constexpr std::string_view kCopy = "COPY ";

// "COPY public.persons (id, …) FROM stdin;" gives persons.
std::string table_of(std::string_view copy) {
    copy.remove_prefix(kCopy.size());
    auto name = copy.substr(0, copy.find(" ("));
    name.remove_prefix(std::min(name.find('.') + 1, name.size()));
    std::string bare(name);
    std::erase(bare, '"');
    return bare;
}

void expect_done(int code, std::string_view program, const HeldSignals& signals) {
    signals.check();
    if (code == 0) return;
    throw CommandFailed(
        fmt::format("{} failed (exit code {}); nothing was changed.", program, code));
}

}  // namespace

void ArchiveCounter::read(std::string_view line) {
    if (in_table_) {
        in_table_ = line != "\\.";
        if (in_table_) ++counts_.back().rows;
    } else if (line.starts_with(kCopy) && line.ends_with(" FROM stdin;")) {
        in_table_ = true;
        counts_.push_back({.table = table_of(line)});
    }
}

std::vector<backup::TableCount> ArchiveCounter::counts() const {
    auto sorted = counts_;
    std::ranges::sort(sorted, {}, &backup::TableCount::table);
    return sorted;
}

void dump_postgres(const std::string& url, const DraftFile& draft, const HeldSignals& signals) {
    const auto environment = backup::postgres_environment(url);
    Progress progress("bytes written");
    const int code =
        run_program({.words = {"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                               "--no-password", "--file=" + draft.path().string()},
                     .variables = environment.variables},
                    [&] { progress.show(draft.size()); });
    expect_done(code, "pg_dump", signals);
}

std::vector<backup::TableCount> rows_in_archive(const std::filesystem::path& archive,
                                                const HeldSignals& signals) {
    ArchiveCounter counter;
    Progress progress("lines checked");
    std::int64_t lines = 0;
    const int code =
        read_program({.words = {"pg_restore", "--data-only", "--file=-", archive.string()}},
                     [&](std::string_view line) {
                         counter.read(line);
                         progress.show(++lines);
                         signals.check();
                     });
    expect_done(code, "Reading the archive with pg_restore", signals);
    return counter.counts();
}

void load_postgres(const std::string& url, const std::filesystem::path& archive, bool replace,
                   const HeldSignals& signals) {
    const auto environment = backup::postgres_environment(url);
    if (environment.database.empty()) {
        throw CommandFailed("GPS_DATABASE does not name a database: postgresql://host/NAME.");
    }
    Program program{
        .words = {"pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
                  "--no-privileges", "--no-password", "--dbname=" + environment.database},
        .variables = environment.variables};
    if (replace) program.words.insert(program.words.end(), {"--clean", "--if-exists"});
    program.words.push_back(archive.string());
    Progress progress("seconds spent");
    const auto start = std::chrono::steady_clock::now();
    const int code = run_program(program, [&] {
        progress.show(std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::steady_clock::now() - start)
                          .count());
    });
    expect_done(code, "pg_restore", signals);
}

}  // namespace gps::commands
