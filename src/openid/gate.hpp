#pragma once

#include "base/date.hpp"
#include "openid/doubt.hpp"

#include <chrono>
#include <mutex>
#include <utility>

namespace gps::openid {

// How many threads may wait for the provider, and whether any should: one that hangs must not hold
// the threads that answer everybody else.
class Gate {
 public:
    static constexpr int kMostFailures = 3;  // in a row; then it is left alone
    static constexpr std::chrono::seconds kRest{15};

    explicit Gate(int most_at_once) : most_at_once_(most_at_once) {}

    // Whoever is let in, until they leave.
    class Pass {
     public:
        explicit Pass(Gate& gate) : gate_(&gate) {}
        Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        Pass& operator=(Pass&&) = delete;
        ~Pass() {
            if (gate_ != nullptr) gate_->leave();
        }

     private:
        Gate* gate_;
    };

    // Doubt: Busy, or Resting. After a rest, one more failure begins the next.
    Believed<Pass> enter(base::Instant now);
    // How it went. True when a rest begins.
    bool failed(base::Instant now);
    void succeeded();

 private:
    void leave();

    std::mutex mutex_;
    int most_at_once_;
    int inside_ = 0;
    int failures_ = 0;
    base::Instant failed_at_ = {};
};

}  // namespace gps::openid
