#include "commands/progress.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace gps::commands {
namespace {

constexpr std::chrono::seconds kQuiet{2};
constexpr std::chrono::milliseconds kBarEvery{200};
constexpr std::chrono::seconds kLineEvery{5};
constexpr std::int64_t kBar = 30;

}  // namespace

std::string progress_line(const std::string& label, std::int64_t done, std::int64_t total) {
    if (total <= 0) return fmt::format("{}  {}", label, done);
    const auto within = std::clamp<std::int64_t>(done, 0, total);
    const auto filled = static_cast<std::size_t>(kBar * within / total);
    return fmt::format("{} [{}{}] {:>3} %  {} of {}", label, std::string(filled, '#'),
                       std::string(static_cast<std::size_t>(kBar) - filled, '.'),
                       100 * within / total, done, total);
}

Progress::Progress(std::string label, std::int64_t total)
    : label_(std::move(label)),
      total_(total),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      next_(SteadyClock::now() + kQuiet) {}

Progress::~Progress() {
    if (has_shown_ && is_terminal_) std::fputc('\n', stderr);
}

void Progress::show(std::int64_t done, std::int64_t total) {
    const auto now = SteadyClock::now();
    if (now < next_) return;
    has_shown_ = true;
    const auto line = progress_line(label_, done, total);
    if (is_terminal_) {
        next_ = now + kBarEvery;
        fmt::print(stderr, "\r{}\033[K", line);
    } else {
        next_ = now + kLineEvery;
        fmt::print(stderr, "{}\n", line);
    }
    std::fflush(stderr);
}

}  // namespace gps::commands
