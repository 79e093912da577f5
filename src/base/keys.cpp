#include "base/keys.hpp"

#include "base/random.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gps::base {
namespace {

constexpr std::size_t kCompulsory = 5;  // the first names
constexpr std::size_t kLargestFile = 64UL * 1024;
constexpr std::string_view kBlank = " \t\r";
constexpr int kNewFile = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
// Files of earlier versions lack it.
constexpr std::string_view kAddedLater = "heads";
constexpr std::string_view kHowToAdd =
    ". This version of GPS signs the heads of the audit chain: add a line \"heads.1 = \" and the "
    "64 digits that `openssl rand -hex 32` prints, the same line on every node";

class File {
 public:
    File(int descriptor, const std::filesystem::path& path) : descriptor_(descriptor) {
        if (descriptor_ >= 0) return;
        const auto why = std::system_category().message(errno);
        throw KeyFileError(fmt::format("key file {}: {}", path.string(), why));
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { ::close(descriptor_); }

    [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
    int descriptor_;
};

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(kBlank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

// "audit" is audit.1. Nothing when it is not a positive number after the point.
std::optional<int> version_in(std::string_view name) {
    const auto point = name.find('.');
    if (point == std::string_view::npos) return 1;
    const auto digits = name.substr(point + 1);
    int version = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
    return version > 0 ? std::optional(version) : std::nullopt;
}

SecretKey key_from_hex(std::string_view hex) {
    std::string bytes(Keys::kBytes, '\0');
    std::size_t length = 0;
    const int refused = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                       hex.data(), hex.size(), nullptr, &length, nullptr);
    const bool whole = refused == 0 && length == Keys::kBytes && hex.size() == 2 * Keys::kBytes;
    if (!whole) throw KeyFileError("a key is not 64 hexadecimal digits");
    const SecretKey key(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

Secret hex_of(const SecretKey& key) {
    std::string hex(2 * Keys::kBytes + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(),
                   reinterpret_cast<const unsigned char*>(key.reveal().data()), Keys::kBytes);
    hex.pop_back();
    const Secret secret(hex);
    sodium_memzero(hex.data(), hex.size());
    return secret;
}

void check_access(const File& file) {
    struct stat state {};
    if (::fstat(file.descriptor(), &state) != 0 || !S_ISREG(state.st_mode)) {
        throw KeyFileError("is not a file");
    }
    if ((state.st_mode & kOthers) != 0) {
        throw KeyFileError("others than its owner may read or write it: chmod 600");
    }
    if (static_cast<std::size_t>(state.st_size) > kLargestFile) throw KeyFileError("is too large");
}

Secret content(const File& file) {
    std::string text(kLargestFile, '\0');
    std::size_t length = 0;
    ssize_t got = 0;
    while ((got = ::read(file.descriptor(), text.data() + length, text.size() - length)) > 0) {
        length += static_cast<std::size_t>(got);
    }
    if (got < 0) throw KeyFileError("cannot be read");
    const Secret read(text.substr(0, length));
    sodium_memzero(text.data(), text.size());
    return read;
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0) throw std::system_error(errno, std::system_category(), "key file");
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) {
        throw std::system_error(errno, std::system_category(), "key file");
    }
}

File folder_of(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    return {::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder};
}

// Removes the name of a temporary file, whatever happened.
class Temporary {
 public:
    explicit Temporary(std::string path) : path_(std::move(path)) {}
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() { ::unlink(path_.c_str()); }

    [[nodiscard]] const std::string& path() const { return path_; }

 private:
    std::string path_;
};

// A file beside `path`, whole and on the disk.
class Draft {
 public:
    Draft(const std::filesystem::path& path, const Secret& text)
        : name_(fmt::format("{}.{}", path.string(), random_token(50))) {
        const File file(::open(name_.path().c_str(), kNewFile, S_IRUSR | S_IWUSR), name_.path());
        write_all(file.descriptor(), text.reveal());
    }

    [[nodiscard]] const std::string& path() const { return name_.path(); }

 private:
    Temporary name_;
};

}  // namespace

const SecretKey* KeyRing::find(int version) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(),
                                    [&](const Key& key) { return key.version == version; });
    return found == keys_.end() ? nullptr : &found->secret;
}

Keys Keys::fresh() {
    Keys keys;
    keys.id_ = random_token(50);
    for (auto& ring : keys.rings_) {
        std::string bytes(kBytes, '\0');
        randombytes_buf(bytes.data(), bytes.size());
        ring.keys_.push_back({.version = 1, .secret = SecretKey(bytes)});
        sodium_memzero(bytes.data(), bytes.size());
    }
    return keys;
}

Keys Keys::load(const std::filesystem::path& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path);
    Keys keys;
    int number = 0;
    try {
        check_access(file);
        const Secret text = content(file);
        for (std::string_view rest = text.reveal(); !rest.empty();) {
            const auto end = std::min(rest.find('\n'), rest.size());
            ++number;
            keys.read_line(trimmed(rest.substr(0, end)));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        number = 0;
        keys.check();
    } catch (const KeyFileError& refused) {
        const auto line = number > 0 ? fmt::format(", line {}", number) : "";
        throw KeyFileError(fmt::format("key file {}{}: {}", path.string(), line, refused.what()));
    }
    return keys;
}

void Keys::read_line(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) throw KeyFileError("is not of the form: name = key");
    const auto name = trimmed(line.substr(0, equals));
    const auto value = trimmed(line.substr(equals + 1));
    if (name == "id") {
        id_ = value;
        return;
    }
    const auto* const known =
        std::find(kNames.begin(), kNames.end(), name.substr(0, name.find('.')));
    const auto version = version_in(name);
    if (known == kNames.end() || !version) throw KeyFileError("names no key of this program");
    auto& ring = rings_[static_cast<std::size_t>(known - kNames.begin())];
    if (ring.find(*version) != nullptr) throw KeyFileError("gives the same version twice");
    ring.keys_.push_back({.version = *version, .secret = key_from_hex(value)});
    std::sort(ring.keys_.begin(), ring.keys_.end(),
              [](const auto& a, const auto& b) { return a.version < b.version; });
}

void Keys::check() const {
    if (id_.empty()) throw KeyFileError("has no id");
    for (std::size_t i = 0; i < kCompulsory; ++i) {
        if (!rings_[i].keys_.empty()) continue;
        const auto to_do = kNames[i] == kAddedLater ? kHowToAdd : "";
        throw KeyFileError(fmt::format("has no key {}{}", kNames[i], to_do));
    }
    const auto same_version = [](const auto& a, const auto& b) { return a.version == b.version; };
    if (!std::ranges::equal(nir_sealing().keys_, nir_index().keys_, same_version))
        throw KeyFileError("has a version of nir_sealing without nir_index, or the reverse");
}

void Keys::write_new(const std::filesystem::path& path) const {
    std::string text = fmt::format(
        "# The keys of GPS. Keep a copy away from the copies of the database.\nid = {}\n", id_);
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        for (const auto& key : rings_[i].keys_) {
            text +=
                fmt::format("{}.{} = {}\n", kNames[i], key.version, hex_of(key.secret).reveal());
        }
    }
    const Secret whole(text);
    sodium_memzero(text.data(), text.size());

    const Draft draft(path, whole);
    // A link, not a rename: it fails when the name is taken.
    if (::link(draft.path().c_str(), path.c_str()) != 0) {
        const auto why = std::system_category().message(errno);
        throw KeyFileError(fmt::format("key file {}: {}", path.string(), why));
    }
    ::fsync(folder_of(path).descriptor());
}

void Keys::add_nir_version(const std::filesystem::path& given) {
    const auto path = std::filesystem::weakly_canonical(given);  // what a link leads to
    const auto folder = folder_of(path);
    // Two commands at once give two versions, one after the other.
    ::flock(folder.descriptor(), LOCK_EX);
    const auto now = load(path);
    const int version = now.has_nir() ? now.nir_index().newest().version + 1 : 1;
    const auto fresh_keys = fresh();
    const Secret before = content(File(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path));
    std::string text(before.reveal());
    if (!text.empty() && text.back() != '\n') text += '\n';
    for (const auto* ring : {&fresh_keys.rings_[5], &fresh_keys.rings_[6]}) {
        const auto name = kNames.at(static_cast<std::size_t>(ring - fresh_keys.rings_.data()));
        text += fmt::format("{}.{} = {}\n", name, version, hex_of(ring->newest().secret).reveal());
    }
    const Secret whole(text);
    sodium_memzero(text.data(), text.size());

    const Draft draft(path, whole);
    if (::rename(draft.path().c_str(), path.c_str()) != 0) {
        const auto why = std::system_category().message(errno);
        throw KeyFileError(fmt::format("key file {}: {}", path.string(), why));
    }
    ::fsync(folder.descriptor());
}

}  // namespace gps::base
