#include "lists/import.hpp"

#include "commands/commands.hpp"
#include "commands/interrupt.hpp"
#include "commands/list_files.hpp"
#include "commands/opening.hpp"

#include <fmt/format.h>

// Bringing structures in. Stopped half-way, an import leaves whole batches; run again, it
// completes.
namespace gps::commands {
namespace {

void print(const lists::ImportReport& report, bool dry_run) {
    fmt::print("{} rows read: {} created, {} updated, {} unchanged, {} rejected.\n",
               report.rows_read, report.created, report.updated, report.unchanged, report.rejected);
    if (report.doubles_proposed > 0) {
        fmt::print("{} pairs look like one place.\n", report.doubles_proposed);
    }
    for (std::size_t i = 0; i < lists::kReasonCount; ++i) {
        const auto reason = static_cast<lists::Reason>(i);
        const auto count = report.findings.of(reason);
        if (count > 0) fmt::print("{:>8}  {}\n", count, lists::sentence(reason));
    }
    if (dry_run) fmt::print("Nothing was written: this was a dry run.\n");
}

}  // namespace

int import_structures(const settings::Settings& settings, const ImportOptions& options) {
    const HeldSignals signals;
    const auto database = open_current_database(settings);
    const base::SystemClock clock;
    ListFile list(options.file);
    ReportFile findings(options.report);
    if (findings.is_wanted()) lists::write_findings_header(findings.stream());
    Progress progress("structures", list.lines());
    const auto report =
        lists::import_structures(*database, clock, list.stream(),
                                 {.dry_run = options.dry_run,
                                  .on_progress =
                                      [&](std::size_t rows) {
                                          progress.show(static_cast<std::int64_t>(rows));
                                          signals.check();
                                      },
                                  .on_finding =
                                      [&](const lists::Finding& finding) {
                                          if (findings.is_wanted())
                                              lists::write_finding(findings.stream(), finding);
                                      }});
    if (!report) throw CommandFailed(refusal_of_list(report.error()));
    print(*report, options.dry_run);
    findings.close();
    return report->rejected > 0 ? kDoneWithRejects : kDone;
}

}  // namespace gps::commands
