#include "commands/draft_file.hpp"

#include "commands/commands.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace gps::commands {
namespace {

constexpr int kOwnerOnly = 0600;

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

}  // namespace

DraftFile::DraftFile(std::filesystem::path final_path) : final_(std::move(final_path)) {
    if (std::filesystem::exists(final_)) {
        throw CommandFailed(
            fmt::format("{} exists already: choose another name.", final_.string()));
    }
    draft_ = fmt::format("{}.part-{}", final_.string(), ::getpid());
    const int made = ::open(draft_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (made < 0) {
        throw CommandFailed(fmt::format("{} cannot be written.", folder_of(final_).string()));
    }
    ::close(made);
}

DraftFile::~DraftFile() {
    std::error_code ignored;
    std::filesystem::remove(draft_, ignored);
}

std::int64_t DraftFile::size() const {
    std::error_code ignored;
    const auto bytes = std::filesystem::file_size(draft_, ignored);
    return ignored ? 0 : static_cast<std::int64_t>(bytes);
}

// A link, for a rename would replace a file of that name.
void DraftFile::publish() {
    make_durable(draft_);
    if (::link(draft_.c_str(), final_.c_str()) != 0) {
        throw CommandFailed(fmt::format("{} cannot be given its name.", final_.string()));
    }
    std::filesystem::remove(draft_);
    make_durable(folder_of(final_));
}

void make_durable(const std::filesystem::path& path) {
    const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!done) throw CommandFailed(fmt::format("{} cannot be written down.", path.string()));
}

}  // namespace gps::commands
