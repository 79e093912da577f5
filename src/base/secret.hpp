#pragma once

#include <string>
#include <string_view>

// A text that must reach neither a log, nor a page, nor an error: a key, a password. It has no
// formatter and no stream operator; the way out is named, and its memory is wiped at the end.
namespace gps::base {

class Secret {
 public:
    Secret() = default;
    explicit Secret(std::string text);  // copied, then `text` is wiped
    // Copied even when moved: a moved-from short text would leave its bytes behind.
    Secret(const Secret&) = default;
    Secret& operator=(Secret other) noexcept {
        text_.swap(other.text_);
        return *this;
    }
    ~Secret();

    // For the one library call that needs it; never kept, never shown.
    std::string_view reveal() const { return text_; }
    bool empty() const { return text_.empty(); }

 private:
    std::string text_;
};

}  // namespace gps::base
