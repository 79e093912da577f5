#pragma once

#include <chrono>
#include <cstdint>
#include <string>

// How far a long command is, on standard error: a bar on a terminal, else a line every five
// seconds. Nothing is shown during the first two.
namespace gps::commands {

class Progress {
 public:
    // `total`: 0 when unknown.
    explicit Progress(std::string label, std::int64_t total = 0);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    void show(std::int64_t done) { show(done, total_); }
    void show(std::int64_t done, std::int64_t total);

 private:
    using SteadyClock = std::chrono::steady_clock;

    std::string label_;
    std::int64_t total_ = 0;
    bool is_terminal_ = false;
    bool has_shown_ = false;
    SteadyClock::time_point next_;
};

// "label [#####.....]  50 %  500 of 1000", or "label  500" when the total is unknown.
std::string progress_line(const std::string& label, std::int64_t done, std::int64_t total);

}  // namespace gps::commands
