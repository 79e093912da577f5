#pragma once

#include "base/clock.hpp"
#include "base/keys.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "imports/findings.hpp"

#include <cstddef>
#include <functional>
#include <istream>

// Bringing in professionals, then the people they follow: docs/imports.md says what the files look
// like. Importing a file again changes nothing; one stopped half-way leaves whole batches, and
// importing it again completes it. For the platform team.
namespace gps::imports {

struct Options {
    bool dry_run = false;                                         // says everything, writes nothing
    std::function<void(std::size_t rows_read)> on_progress = {};  // after each batch
    std::function<void(const Finding&)> on_finding = {};  // in the order of the file, nearly
};

// rows_read is always created + updated + unchanged + rejected.
struct Report {
    std::size_t rows_read = 0;
    std::size_t created = 0;  // rows that made a member, or started a follow-up
    std::size_t updated = 0;  // follow-ups whose référent alone changed, désigné or certifié
    std::size_t unchanged = 0;
    std::size_t rejected = 0;
    std::size_t people_created = 0;  // of the rows created: people who were not known
    Tally findings = {};
};

// Both refuse what csv::Reader refuses, and a table without its columns
// ("imports.columns_missing"), or with one of them twice ("csv.column_repeated"); the error's field
// is that column.
base::Result<Report> import_professionals(db::Database& db, const base::Clock& clock,
                                          std::istream& file, const Options& options = {});
base::Result<Report> import_followed(db::Database& db, const base::Keys& keys,
                                     const base::Clock& clock, std::istream& file,
                                     const Options& options = {});

}  // namespace gps::imports
