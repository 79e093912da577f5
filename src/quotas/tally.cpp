#include "quotas/tally.hpp"

#include "quotas/usecases.hpp"

#include <vector>

namespace gps::quotas {
namespace {

constexpr std::int64_t kIdleRounds = 60;
constexpr std::int64_t kHourMicros = std::int64_t{3'600} * 1'000'000;

bool is_same_hour(base::Instant one, base::Instant other) {
    return one.micros / kHourMicros == other.micros / kHourMicros;
}

}  // namespace

Spent Tally::add(people::ProfessionalId professional, Purpose purpose, int done,
                 base::Instant now) {
    const std::scoped_lock lock(mutex_);
    auto& count = counts_[{professional.value, purpose}];
    count.waiting += done;
    count.idle = 0;
    auto spent = count.known;
    if (!is_same_hour(count.at, now)) spent.in_hour = 0;
    if (base::paris_date(count.at) != base::paris_date(now)) spent.in_day = 0;
    spent.in_hour += count.waiting;
    spent.in_day += count.waiting;
    spent.in_month += count.waiting;
    return spent;
}

std::int64_t Tally::flush(const access::House& house) {
    std::vector<std::pair<Key, int>> waiting;
    {
        const std::scoped_lock lock(mutex_);
        for (auto it = counts_.begin(); it != counts_.end();) {
            auto& [key, count] = *it;
            if (count.waiting > 0) waiting.emplace_back(key, count.waiting);
            const bool is_idle = ++count.idle > kIdleRounds && count.waiting == 0;
            it = is_idle ? counts_.erase(it) : std::next(it);
        }
    }
    for (const auto& [key, done] : waiting) {
        const auto now = house.clock.now();
        const auto spent = house.database.write([&](db::Transaction& tx) {
            return bring_in(house, tx, {key.first}, key.second, done);
        });
        const std::scoped_lock lock(mutex_);
        auto& count = counts_[key];
        count.waiting -= done;
        count.known = spent;
        count.at = now;
    }
    return static_cast<std::int64_t>(waiting.size());
}

}  // namespace gps::quotas
