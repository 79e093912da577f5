#pragma once

#include "base/date.hpp"

namespace gps::base {

// The only source of "now". Tests pass a FixedClock; nothing else reads the system's clock.
class Clock {
 public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;

    Date today() const { return paris_date(now()); }
};

class SystemClock final : public Clock {
 public:
    Instant now() const override;
};

class FixedClock final : public Clock {
 public:
    explicit FixedClock(Date today) : now_(paris_midnight(today).plus(std::chrono::hours(12))) {}
    explicit FixedClock(Instant now) : now_(now) {}

    Instant now() const override { return now_; }
    void advance(std::chrono::microseconds span) { now_ = now_.plus(span); }

 private:
    Instant now_;
};

}  // namespace gps::base
