#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "lists/findings.hpp"

#include <cstddef>
#include <functional>
#include <istream>
#include <vector>

// Bringing a list of structures in: a table with a column "source", "source_id", "kind" and
// "name" at least. Importing the same file again changes nothing; a file stopped half-way leaves
// whole batches, and importing it again completes it. What is no longer in a list is kept.
namespace gps::lists {

struct ImportOptions {
    bool dry_run = false;                                         // says everything, writes nothing
    std::function<void(std::size_t rows_read)> on_progress = {};  // often; 0 while reading ahead
    std::function<void(const Finding&)> on_finding = {};  // in the order of the file, nearly
};

// rows_read is always created + updated + unchanged + rejected.
struct ImportReport {
    std::size_t rows_read = 0;
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t rejected = 0;
    std::size_t doubles_proposed = 0;  // new pairs; a dry run proposes none
    Tally findings = {};
    std::vector<Finding> first_findings = {};  // at most kFindingsKept; on_finding has them all
};
inline constexpr std::size_t kFindingsKept = 200;

// For the platform team. Reads `file` several times, so it must be one that can go back to its
// start. Refuses what csv::Reader refuses, and a table without the columns above
// ("structures.columns_missing"), or where a column that is read stands twice
// ("csv.column_repeated"); the error's field is that column.
base::Result<ImportReport> import_structures(db::Database& db, const base::Clock& clock,
                                             std::istream& file, const ImportOptions& options = {});

}  // namespace gps::lists
