#include "base/keys.hpp"
#include "commands/commands.hpp"
#include "commands/interrupt.hpp"
#include "commands/list_files.hpp"
#include "commands/opening.hpp"
#include "imports/import.hpp"

#include <fmt/format.h>

// Bringing professionals in, then the people they follow (docs/imports.md). Stopped half-way, an
// import leaves whole batches; run again, it completes.
namespace gps::commands {
namespace {

// Reads one list with `import`, and adds what it found to the report.
class Reading {
 public:
    Reading(const ImportOptions& options, const HeldSignals& signals, ReportFile& findings)
        : options_(options), signals_(signals), findings_(findings) {}

    template <class Import>
    [[nodiscard]] imports::Report read(std::string_view label, const std::filesystem::path& path,
                                       const Import& import) const {
        ListFile list(path);
        Progress progress(std::string(label), list.lines());
        const auto report = import(list.stream(), options_of(path, progress));
        if (report) return *report;
        throw CommandFailed(fmt::format("{}: {}", path.string(), refusal_of_list(report.error())));
    }

 private:
    [[nodiscard]] imports::Options options_of(const std::filesystem::path& path,
                                              Progress& progress) const {
        return {.dry_run = options_.dry_run,
                .on_progress =
                    [this, &progress](std::size_t rows) {
                        progress.show(static_cast<std::int64_t>(rows));
                        signals_.check();
                    },
                .on_finding =
                    [this, name = path.filename().string()](const imports::Finding& finding) {
                        if (!findings_.is_wanted()) return;
                        imports::write_finding(findings_.stream(), name, finding);
                    }};
    }

    const ImportOptions& options_;
    const HeldSignals& signals_;
    ReportFile& findings_;
};

void print(std::string_view what, const imports::Report& report) {
    fmt::print("{}: {} rows read: {} created, {} updated, {} unchanged, {} rejected.\n", what,
               report.rows_read, report.created, report.updated, report.unchanged, report.rejected);
    if (report.people_created > 0) {
        fmt::print("{} people were not known before.\n", report.people_created);
    }
    for (const auto& [reason, count] : report.findings) {
        fmt::print("{:>8}  {}\n", count, imports::sentence(reason));
    }
}

}  // namespace

int import_professionals(const settings::Settings& settings, const ImportOptions& options) {
    const HeldSignals signals;
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    ReportFile findings(options.report);
    if (findings.is_wanted()) imports::write_findings_header(findings.stream());
    const Reading reading(options, signals, findings);

    const auto professionals = reading.read(
        "professionals", options.file, [&](std::istream& file, const imports::Options& how) {
            return imports::import_professionals(*database, clock, file, how);
        });
    print("professionals", professionals);
    imports::Report followed;
    if (!options.followed.empty()) {
        const auto keys = base::Keys::load(settings::needed("GPS_KEYS", settings.keys.string()));
        followed =
            reading.read("people followed", options.followed,
                         [&](std::istream& file, const imports::Options& how) {
                             return imports::import_followed(*database, keys, clock, file, how);
                         });
        print("people followed", followed);
    }
    if (options.dry_run) fmt::print("Nothing was written: this was a dry run.\n");
    findings.close();
    return professionals.rejected + followed.rejected > 0 ? kDoneWithRejects : kDone;
}

}  // namespace gps::commands
