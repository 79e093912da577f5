#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gps::base {

// A calendar day, without hour nor zone. A type of ours so that argument-dependent lookup finds
// to_sql(), and so that an invalid day cannot exist.
class Date {
 public:
    Date() = default;  // 1970-01-01

    // nullopt when the day does not exist (30 February) or the year is not in 1..9999.
    static std::optional<Date> from(int year, unsigned month, unsigned day);
    // "2026-03-05" and nothing else.
    static std::optional<Date> from_iso(std::string_view text);
    static Date from_days(std::int32_t days_since_1970) { return Date(days_since_1970); }

    int year() const;
    unsigned month() const;  // 1..12
    unsigned day() const;    // 1..31
    std::int32_t days_since_1970() const { return days_; }
    std::string iso() const;

    Date plus_days(int days) const { return Date(days_ + days); }
    // The same day of another month, or its last day when that month is shorter.
    Date plus_months(int months) const;

    auto operator<=>(const Date&) const = default;

 private:
    explicit Date(std::int32_t days) : days_(days) {}

    std::int32_t days_ = 0;
};

inline std::string to_sql(Date date) {
    return date.iso();
}

// A point in time, in microseconds since 1970-01-01T00:00:00Z, as the databases store it.
struct Instant {
    std::int64_t micros = 0;

    Instant plus(std::chrono::microseconds span) const { return {micros + span.count()}; }
    Instant minus(std::chrono::microseconds span) const { return {micros - span.count()}; }
    auto operator<=>(const Instant&) const = default;
};

inline std::int64_t to_sql(Instant instant) {
    return instant.micros;
}

// The calendar day in Paris, where the users' "today" is.
Date paris_date(Instant instant);
// Hour and minute in Paris, "14:05".
std::string paris_time(Instant instant);
// Midnight in Paris at the start of `date`.
Instant paris_midnight(Date day);

}  // namespace gps::base
