#include "base/clock.hpp"

namespace gps::base {

Instant SystemClock::now() const {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count()};
}

}  // namespace gps::base
