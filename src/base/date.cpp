#include "base/date.hpp"

#include <charconv>

#include <date/tz.h>
#include <fmt/format.h>

namespace gps::base {
namespace {

std::chrono::year_month_day calendar(std::int32_t days) {
    return std::chrono::sys_days(std::chrono::days(days));
}

Date from_calendar(std::chrono::year_month_day calendar_day) {
    const auto days = std::chrono::sys_days(calendar_day).time_since_epoch().count();
    return Date::from_days(static_cast<std::int32_t>(days));
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
    return value;
}

using Micros = std::chrono::duration<std::int64_t, std::micro>;

const date::time_zone& paris() {
    static const date::time_zone& zone = *date::locate_zone("Europe/Paris");
    return zone;
}

date::local_time<Micros> local(Instant instant) {
    return paris().to_local(date::sys_time<Micros>(Micros(instant.micros)));
}

}  // namespace

std::optional<Date> Date::from(int year, unsigned month, unsigned day) {
    if (year < 1 || year > 9999) return std::nullopt;
    const std::chrono::year_month_day candidate{std::chrono::year(year), std::chrono::month(month),
                                                std::chrono::day(day)};
    if (!candidate.ok()) return std::nullopt;
    return from_calendar(candidate);
}

std::optional<Date> Date::from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

int Date::year() const {
    return int{calendar(days_).year()};
}

unsigned Date::month() const {
    return unsigned{calendar(days_).month()};
}

unsigned Date::day() const {
    return unsigned{calendar(days_).day()};
}

std::string Date::iso() const {
    const auto day = calendar(days_);
    return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()},
                       unsigned{day.day()});
}

Date Date::plus_months(int months) const {
    const auto start = calendar(days_);
    auto moved = start + std::chrono::months(months);
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    return from_calendar(moved);
}

Date paris_date(Instant instant) {
    const auto day = date::floor<date::days>(local(instant));
    return Date::from_days(day.time_since_epoch().count());
}

std::string paris_time(Instant instant) {
    const auto now = local(instant);
    const auto minutes = date::floor<std::chrono::minutes>(now - date::floor<date::days>(now));
    return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

Instant paris_midnight(Date day) {
    const date::local_days midnight{date::days(day.days_since_1970())};
    const auto instant = paris().to_sys(midnight, date::choose::earliest);
    return {Micros(instant.time_since_epoch()).count()};
}

}  // namespace gps::base
