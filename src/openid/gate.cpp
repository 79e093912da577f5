#include "openid/gate.hpp"

namespace gps::openid {

Believed<Gate::Pass> Gate::enter(base::Instant now) {
    const std::scoped_lock lock(mutex_);
    // A clock set back must not make the rest longer.
    const bool is_resting =
        failures_ >= kMostFailures && failed_at_ <= now && now < failed_at_.plus(kRest);
    if (is_resting) return doubt(Doubt::Resting);
    if (inside_ >= most_at_once_) return doubt(Doubt::Busy);
    ++inside_;
    return Pass(*this);
}

bool Gate::failed(base::Instant now) {
    const std::scoped_lock lock(mutex_);
    failed_at_ = now;
    return ++failures_ >= kMostFailures;
}

void Gate::succeeded() {
    const std::scoped_lock lock(mutex_);
    failures_ = 0;
}

void Gate::leave() {
    const std::scoped_lock lock(mutex_);
    --inside_;
}

}  // namespace gps::openid
