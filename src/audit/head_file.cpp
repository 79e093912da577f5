#include "audit/head_file.hpp"

#include "audit/chain_store.hpp"
#include "base/log.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gps::audit {
namespace {

[[noreturn]] void fail_on(const std::filesystem::path& file) {
    throw std::system_error(errno, std::system_category(), file.string());
}

class AppendedFile {
 public:
    explicit AppendedFile(const std::filesystem::path& file)
        : path_(file),
          descriptor_(
              ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (descriptor_ < 0) fail_on(path_);
    }
    AppendedFile(const AppendedFile&) = delete;
    AppendedFile& operator=(const AppendedFile&) = delete;
    ~AppendedFile() { ::close(descriptor_); }

    // A line that a crash cut short is ended first: HeadFileReader knows it.
    [[nodiscard]] bool ends_a_line() const {
        struct stat state {};
        if (::fstat(descriptor_, &state) != 0) fail_on(path_);
        if (state.st_size == 0) return true;
        char last = 0;
        if (::pread(descriptor_, &last, 1, state.st_size - 1) != 1) fail_on(path_);
        return last == '\n';
    }
    void append(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(descriptor_, text.data(), text.size());
            if (written < 0) fail_on(path_);
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(descriptor_) != 0) fail_on(path_);
    }

 private:
    std::filesystem::path path_;
    int descriptor_;
};

std::optional<Head> last_head_in(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    constexpr std::streamoff kTail = 4096;
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in) fail_on(file);
    const auto size = static_cast<std::streamoff>(in.tellg());
    in.seekg(std::max<std::streamoff>(0, size - kTail));
    std::optional<Head> last;
    for (std::string text; std::getline(in, text);) {
        auto head = in.eof() ? std::nullopt : head_of(text);
        if (head) last = std::move(head);
    }
    return last;
}

std::int64_t before_last(db::Transaction& tx) {
    const auto head = store::last_head(tx);
    return head ? head->number - 1 : 0;
}

}  // namespace

// The last head exported is read again with the next ones: it must still be there.
std::vector<Head> HeadExport::next(db::Transaction& tx) {
    if (!last_) return store::heads_after(tx, file_.empty() ? before_last(tx) : 0);
    auto heads = store::heads_after(tx, last_->number - 1);
    const bool is_there = !heads.empty() && heads.front().number == last_->number;
    if (is_there && line(heads.front()) == line(*last_)) {
        heads.erase(heads.begin());
        return heads;
    }
    const auto purged = store::last_purge(tx);
    if (!is_there && purged && last_->number < purged->head) return heads;
    throw HeadsApart(
        fmt::format("the database does not have head {} as it was exported", last_->number));
}

std::int64_t HeadExport::run(db::Database& db) {
    if (!last_ && !file_.empty()) last_ = last_head_in(file_);
    const auto heads = db.read([&](db::Transaction& tx) { return next(tx); });
    if (heads.empty()) return 0;
    if (!file_.empty()) {
        const AppendedFile file(file_);
        std::string lines = file.ends_a_line() ? "" : "\n";
        for (const auto& head : heads) lines += line(head) + '\n';
        file.append(lines);
    }
    for (const auto& head : heads)
        base::log_event(base::Level::Info, "audit.head", {{"head", line(head)}});
    last_ = heads.back();
    return static_cast<std::int64_t>(heads.size());
}

HeadFileReader::HeadFileReader(const std::filesystem::path& file) : in_(file) {
    if (!in_) fail_on(file);
}

std::optional<std::string> HeadFileReader::whole_line() {
    for (std::string line; std::getline(in_, line);) {
        const bool is_cut = in_.eof() && !head_of(line);
        if (!line.empty() && !is_cut) return line;
    }
    return std::nullopt;
}

std::optional<std::string> HeadFileReader::next() {
    auto line = ahead_ ? std::exchange(ahead_, std::nullopt) : whole_line();
    while (line) {
        ahead_ = whole_line();
        if (!ahead_ || !ahead_->starts_with(*line) || *ahead_ == *line) return line;
        line = std::exchange(ahead_, std::nullopt);
    }
    return std::nullopt;
}

}  // namespace gps::audit
