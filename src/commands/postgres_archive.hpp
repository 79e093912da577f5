#pragma once

#include "backup/engines.hpp"
#include "commands/draft_file.hpp"
#include "commands/interrupt.hpp"

#include <filesystem>
#include <string>
#include <vector>

// Backups of PostgreSQL, by its own pg_dump and pg_restore. Addresses go to them through the
// environment, which other users of the machine cannot read.
namespace gps::commands {

// Throws CommandFailed when pg_dump fails, Interrupted after a signal.
void dump_postgres(const std::string& url, const DraftFile& draft, const HeldSignals& signals);

// Reads the whole archive: its tables by name, with their rows. Throws CommandFailed when it is not
// one, or is damaged.
std::vector<backup::TableCount> rows_in_archive(const std::filesystem::path& archive,
                                                const HeldSignals& signals);

// Loads the archive in one transaction; `replace` drops first what it brings.
void load_postgres(const std::string& url, const std::filesystem::path& archive, bool replace,
                   const HeldSignals& signals);

// Counts the rows of a data script as pg_restore writes it, line after line.
class ArchiveCounter {
 public:
    void read(std::string_view line);
    // By table name.
    std::vector<backup::TableCount> counts() const;

 private:
    std::vector<backup::TableCount> counts_;
    bool in_table_ = false;
};

}  // namespace gps::commands
