#include "notices/rules.hpp"

#include <chrono>

namespace gps::notices {
namespace {

constexpr std::chrono::hours kLeavesAt{7};
constexpr int kMonday = 4;  // days after a Thursday, such as 1 January 1970
constexpr int kWeek = 7;

base::Instant on(base::Date day) {
    return base::paris_midnight(day).plus(kLeavesAt);
}

}  // namespace

bool may_choose(const KindLine& kind, Frequency frequency) {
    return frequency <= kind.rarest;
}

base::Instant next_daily(base::Instant now) {
    const auto today = base::paris_date(now);
    return now < on(today) ? on(today) : on(today.plus_days(1));
}

base::Instant next_weekly(base::Instant now) {
    const auto day = base::paris_date(next_daily(now));
    const auto since_monday = (day.days_since_1970() - kMonday) % kWeek;
    return on(since_monday == 0 ? day : day.plus_days(kWeek - since_monday));
}

}  // namespace gps::notices
