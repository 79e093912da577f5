#include "base/live_keys.hpp"

#include "base/log.hpp"

#include <sys/stat.h>

namespace gps::base {

LiveKeys::LiveKeys(std::filesystem::path path)
    : path_(std::move(path)),
      seen_(look()),
      keys_(std::make_shared<const Keys>(Keys::load(path_))) {}

std::shared_ptr<const Keys> LiveKeys::current() {
    const std::lock_guard lock(mutex_);
    const auto now = look();
    if (now == seen_) return keys_;
    seen_ = now;
    try {
        keys_ = std::make_shared<const Keys>(Keys::load(path_));
    } catch (const KeyFileError& refused) {
        log_event(Level::Error, "base.keys_unreadable", {{"what", refused.what()}});
    }
    return keys_;
}

LiveKeys::Seen LiveKeys::look() const {
    struct stat state {};
    if (::stat(path_.c_str(), &state) != 0) return {};
    return {.file = state.st_ino,
            .changed_s = state.st_mtim.tv_sec,
            .changed_ns = state.st_mtim.tv_nsec};
}

}  // namespace gps::base
