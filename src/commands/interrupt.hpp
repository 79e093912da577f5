#pragma once

#include <csignal>
#include <stdexcept>

// Ctrl-C during a long command: it stops at the next point where nothing is half-done.
namespace gps::commands {

struct Interrupted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// While one exists, SIGINT and SIGTERM wait to be asked for instead of ending the process. Made
// before any thread: those that started earlier would take the signals.
class HeldSignals {
 public:
    HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals();

    // Throws Interrupted when one of the signals came.
    void check() const;

 private:
    sigset_t held_{};
    sigset_t before_{};
};

}  // namespace gps::commands
