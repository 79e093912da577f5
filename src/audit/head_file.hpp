#pragma once

#include "audit/chain.hpp"
#include "db/database.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Heads outside the database, one a line: what shows that its end was cut off. Each line is in the
// log too, for a collector on another machine.
namespace gps::audit {

// The database has not the head that was exported last: it was changed, or an older copy restored.
struct HeadsApart : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Exports heads one after the other. An empty path: to the log only.
class HeadExport {
 public:
    explicit HeadExport(std::filesystem::path file) : file_(std::move(file)) {}

    // Appends the heads that the file has not, forced to the disk; returns how many. Throws
    // HeadsApart, and std::system_error when the file cannot be written.
    std::int64_t run(db::Database& db);

 private:
    std::vector<Head> next(db::Transaction& tx);

    std::filesystem::path file_;
    std::optional<Head> last_ = {};  // exported
};

// The lines of such a file, in order. Throws std::system_error when it cannot be read.
class HeadFileReader {
 public:
    explicit HeadFileReader(const std::filesystem::path& file);
    // Empty lines are left out, and a line cut short by a crash, which the next one starts as.
    std::optional<std::string> next();

 private:
    std::optional<std::string> whole_line();

    std::ifstream in_;
    std::optional<std::string> ahead_ = {};
};

}  // namespace gps::audit
