#include "trajectory/frieze.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gps::trajectory {
namespace {

constexpr std::size_t kMostTicks = 8;

int days_in(const Scale& scale) {
    return scale.last.days_since_1970() - scale.first.days_since_1970() + 1;
}

// Where the day begins.
int place(const Scale& scale, base::Date day) {
    const std::int64_t days = day.days_since_1970() - scale.first.days_since_1970();
    return static_cast<int>(days * kWhole / days_in(scale));
}

// Months from one tick to the next.
constexpr std::array<int, 8> kSteps{1, 3, 6, 12, 24, 60, 120, 240};

base::Date first_of_step(base::Date day, int months) {
    const int all = day.year() * 12 + static_cast<int>(day.month()) - 1;
    const int next = (all + months - 1) / months * months;
    const auto month = day.plus_days(1 - static_cast<int>(day.day()));
    const auto first = month.plus_months(next - all);
    return first < day ? first.plus_months(months) : first;
}

}  // namespace

Scale scale_of(Zoom zoom, base::Date first, base::Date today) {
    switch (zoom) {
        case Zoom::SixMonths:
            return {.first = today.plus_months(-6), .last = today};
        case Zoom::TwoYears:
            return {.first = today.plus_months(-24), .last = today};
        case Zoom::All:
            return {.first = std::min(first, today.plus_months(-1)), .last = today};
    }
    __builtin_unreachable();
}

std::vector<Bar> bars(std::span<const sharing::Period> periods, const Scale& scale) {
    std::vector<Bar> drawn;
    for (const auto& period : periods) {
        const auto end = std::min(period.ended_on.value_or(scale.last), scale.last);
        if (end < scale.first || period.started_on > scale.last) continue;
        const auto from = place(scale, std::max(period.started_on, scale.first));
        const auto width = std::max(place(scale, end.plus_days(1)) - from, kNarrowest);
        drawn.push_back({.from = std::min(from, kWhole - width),
                         .width = width,
                         .is_ongoing = !period.ended_on,
                         .began_before = period.started_on < scale.first});
    }
    return drawn;
}

std::vector<Tick> ticks(const Scale& scale) {
    for (const int step : kSteps) {
        std::vector<Tick> found;
        for (auto day = first_of_step(scale.first, step);
             day <= scale.last && found.size() <= kMostTicks; day = day.plus_months(step))
            found.push_back({.at = place(scale, day),
                             .day = day,
                             .is_of_year = step >= 12 || day.month() == 1});
        if (found.size() <= kMostTicks) return found;
    }
    return {};
}

std::vector<sharing::Period> gaps(std::vector<sharing::Period> periods, base::Date today) {
    std::ranges::sort(periods, {}, &sharing::Period::started_on);
    std::vector<sharing::Period> found;
    std::optional<base::Date> covered;  // the last day that somebody was there
    for (const auto& period : periods) {
        if (covered && period.started_on > covered->plus_days(1))
            found.push_back(
                {.started_on = covered->plus_days(1), .ended_on = period.started_on.plus_days(-1)});
        const auto end = period.ended_on.value_or(today);
        covered = std::max(covered.value_or(end), end);
    }
    if (covered && *covered < today) found.push_back({.started_on = covered->plus_days(1)});
    return found;
}

std::vector<sharing::Period> gaps_shown(const sharing::File& file, base::Date today) {
    const auto& sight = file.standing.sight;
    if (!sight.sees_whole_group || sight.is_frozen) return {};
    std::vector<sharing::Period> all;
    for (const auto& card : file.cards)
        all.insert(all.end(), card.periods.begin(), card.periods.end());
    return gaps(std::move(all), today);
}

std::string percent(int place) {
    if (place % 100 == 0) return fmt::format("{}%", place / 100);
    const auto text = fmt::format("{}.{:02}", place / 100, place % 100);
    return text.substr(0, text.find_last_not_of('0') + 1) + "%";
}

}  // namespace gps::trajectory
