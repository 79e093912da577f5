#include "app/list_files.hpp"

#include "app/commands.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace gps::app {

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
    file_.open(path_, std::ios::binary);
    if (!file_) throw CommandFailed(fmt::format("{} cannot be written.", path_.string()));
}

void ReportFile::close() {
    if (path_.empty()) return;
    file_.close();
    if (!file_) throw CommandFailed(fmt::format("{} could not be written.", path_.string()));
}

}  // namespace gps::app
