#include "commands/interrupt.hpp"

namespace gps::commands {

HeldSignals::HeldSignals() {
    sigemptyset(&held_);
    sigaddset(&held_, SIGINT);
    sigaddset(&held_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

// A signal that came is taken, so that the way out is an exit code and not a death by signal.
HeldSignals::~HeldSignals() {
    const timespec at_once{};
    while (sigtimedwait(&held_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void HeldSignals::check() const {
    sigset_t waiting;
    sigset_t ours;
    sigpending(&waiting);
    sigandset(&ours, &waiting, &held_);
    if (sigisemptyset(&ours) == 0) throw Interrupted("interrupted; nothing is half-done");
}

}  // namespace gps::commands
