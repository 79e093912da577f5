#pragma once

#include <filesystem>

namespace gps::commands {

// A file being made beside its final place, readable by its owner only. It takes its name when it
// is whole and on the disk, or disappears.
class DraftFile {
 public:
    // Throws CommandFailed when `final_path` exists already, or its folder cannot be written.
    explicit DraftFile(std::filesystem::path final_path);
    DraftFile(const DraftFile&) = delete;
    DraftFile& operator=(const DraftFile&) = delete;
    ~DraftFile();

    const std::filesystem::path& path() const { return draft_; }
    std::int64_t size() const;
    // Throws CommandFailed when the name was taken meanwhile.
    void publish();

 private:
    std::filesystem::path final_;
    std::filesystem::path draft_;
};

// Writes the file, or the names of a folder, to the disk. Throws CommandFailed.
void make_durable(const std::filesystem::path& path);

}  // namespace gps::commands
