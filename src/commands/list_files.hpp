#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

// The files of an import: the list that is read, the report that is written.
namespace gps::commands {

// Why a list is refused, and which column of it.
std::string refusal_of_list(const base::Error& error);

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

// Takes its name when it is whole; stopped before, it leaves what was there.
class ReportFile {
 public:
    // "": no report is wanted. Throws CommandFailed when it cannot be written.
    explicit ReportFile(std::filesystem::path path);
    ReportFile(const ReportFile&) = delete;
    ReportFile& operator=(const ReportFile&) = delete;
    ~ReportFile();

    bool is_wanted() const { return !path_.empty(); }
    std::ostream& stream() { return file_; }
    // Throws CommandFailed unless everything was written.
    void close();

 private:
    std::filesystem::path path_;
    std::filesystem::path draft_;  // "" when the path is no plain file: a pipe, a terminal
    std::ofstream file_;
};

}  // namespace gps::commands
