#include "app/interrupt.hpp"

namespace gps::app {
namespace {

sigset_t held() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

HeldSignals::HeldSignals() {
    const auto signals = held();
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
}

// A signal that came is taken, so that the way out is an exit code and not a death by signal.
HeldSignals::~HeldSignals() {
    const auto signals = held();
    const timespec at_once{};
    while (sigtimedwait(&signals, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void HeldSignals::check() const {
    sigset_t waiting;
    sigpending(&waiting);
    if (sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1) {
        throw Interrupted();
    }
}

}  // namespace gps::app
