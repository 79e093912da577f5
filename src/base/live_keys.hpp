#pragma once

#include "base/keys.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

namespace gps::base {

// The keys of a file that a command may change while the service runs: read again once it has
// changed. Threads may call it at the same time.
class LiveKeys {
 public:
    // Throws KeyFileError, as Keys::load.
    explicit LiveKeys(std::filesystem::path path);

    // As the file says now. One that cannot be read leaves those of before, and a line in the log.
    std::shared_ptr<const Keys> current();

 private:
    struct Seen {
        std::uint64_t file = 0;
        std::int64_t changed_s = 0;
        std::int64_t changed_ns = 0;

        bool operator==(const Seen&) const = default;
    };
    Seen look() const;

    std::filesystem::path path_;
    std::mutex mutex_;
    Seen seen_;
    std::shared_ptr<const Keys> keys_;
};

}  // namespace gps::base
