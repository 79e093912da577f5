#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>

// The files of an import: the list that is read, the report that is written.
namespace gps::app {

class ListFile {
 public:
    // Throws CommandFailed when it cannot be read.
    explicit ListFile(const std::filesystem::path& path);

    std::istream& stream() { return file_; }
    // About as many as there are rows, for a progress bar.
    std::int64_t lines() const { return lines_; }

 private:
    std::ifstream file_;
    std::int64_t lines_ = 0;
};

class ReportFile {
 public:
    // "": no report is wanted. Throws CommandFailed when it cannot be written.
    explicit ReportFile(std::filesystem::path path);

    bool is_wanted() const { return !path_.empty(); }
    std::ostream& stream() { return file_; }
    // Throws CommandFailed unless everything was written.
    void close();

 private:
    std::filesystem::path path_;
    std::ofstream file_;
};

}  // namespace gps::app
