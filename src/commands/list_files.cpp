#include "commands/list_files.hpp"

#include "commands/commands.hpp"
#include "ui/messages.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <unistd.h>

namespace gps::commands {

std::string refusal_of_list(const base::Error& error) {
    const std::string why(ui::message(error.message));
    return error.field.empty() ? why : fmt::format("{} (« {} »)", why, error.field);
}

ListFile::ListFile(const std::filesystem::path& path) : file_(path, std::ios::binary) {
    if (!file_ || std::filesystem::is_directory(path)) {
        throw CommandFailed(fmt::format("{} cannot be read.", path.string()));
    }
    lines_ = std::count(std::istreambuf_iterator<char>(file_), {}, '\n');
    file_.clear();
    file_.seekg(0);
}

ReportFile::ReportFile(std::filesystem::path path) : path_(std::move(path)) {
    if (path_.empty()) return;
    const bool is_plain =
        !std::filesystem::exists(path_) || std::filesystem::is_regular_file(path_);
    if (is_plain) draft_ = fmt::format("{}.part-{}", path_.string(), ::getpid());
    file_.open(is_plain ? draft_ : path_, std::ios::binary);
    if (!file_) throw CommandFailed(fmt::format("{} cannot be written.", path_.string()));
}

ReportFile::~ReportFile() {
    if (draft_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(draft_, ignored);
}

void ReportFile::close() {
    if (path_.empty()) return;
    file_.close();
    std::error_code failed;
    if (file_ && !draft_.empty()) std::filesystem::rename(draft_, path_, failed);
    if (file_ && !failed) return;
    throw CommandFailed(fmt::format(
        "The report {} could not be written; the rest is done. Make room, then import again.",
        path_.string()));
}

}  // namespace gps::commands
