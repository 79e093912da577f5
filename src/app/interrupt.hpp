#pragma once

#include <csignal>
#include <exception>

// Ctrl-C during a long command: it stops at the next point where nothing is half-done.
namespace gps::app {

struct Interrupted : std::exception {
    const char* what() const noexcept override { return "interrupted"; }
};

// While one exists, SIGINT and SIGTERM wait to be asked for instead of ending the process. Threads
// started meanwhile do the same.
class HeldSignals {
 public:
    HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals();

    // Throws Interrupted when one of the signals came.
    void check() const;

 private:
    sigset_t before_{};
};

}  // namespace gps::app
