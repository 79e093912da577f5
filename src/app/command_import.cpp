#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/list_files.hpp"
#include "app/opening.hpp"
#include "structures/import.hpp"

#include <fmt/format.h>

// Bringing structures in. Stopped half-way, an import leaves whole batches; run again, it
// completes.
namespace gps::app {
namespace {

void print(const structures::ImportReport& report, bool dry_run) {
    fmt::print("{} rows read: {} created, {} updated, {} unchanged, {} rejected.\n",
               report.rows_read, report.created, report.updated, report.unchanged, report.rejected);
    if (report.doubles_proposed > 0) {
        fmt::print("{} pairs look like one place.\n", report.doubles_proposed);
    }
    for (std::size_t i = 0; i < structures::kReasonCount; ++i) {
        const auto reason = static_cast<structures::Reason>(i);
        const auto count = report.findings.of(reason);
        if (count > 0) fmt::print("{:>8}  {}\n", count, structures::sentence(reason));
    }
    if (dry_run) fmt::print("Nothing was written: this was a dry run.\n");
}

}  // namespace

int import_structures(const Settings& settings, const ImportOptions& options) {
    const HeldSignals signals;
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    ListFile list(options.file);
    ReportFile findings(options.report);
    if (findings.is_wanted()) structures::write_findings_header(findings.stream());
    Progress progress("structures", list.lines());
    const auto report = structures::import_structures(
        *database, clock, list.stream(),
        {.dry_run = options.dry_run,
         .on_progress =
             [&](std::size_t rows) {
                 progress.show(static_cast<std::int64_t>(rows));
                 signals.check();
             },
         .on_finding =
             [&](const structures::Finding& finding) {
                 if (findings.is_wanted()) structures::write_finding(findings.stream(), finding);
             }});
    if (!report) throw CommandFailed(refusal_of_list(report.error()));
    print(*report, options.dry_run);
    findings.close();
    return report->rejected > 0 ? kDoneWithRejects : kDone;
}

}  // namespace gps::app
