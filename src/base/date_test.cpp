#include "base/date.hpp"

#include "base/clock.hpp"

#include <gtest/gtest.h>

using gps::base::Date;
using gps::base::Instant;

TEST(Date, KeepsOnlyDaysThatExist) {
    EXPECT_EQ(Date::from_iso("2026-03-05")->iso(), "2026-03-05");
    EXPECT_EQ(Date::from_iso("2024-02-29")->day(), 29u);
    for (const char* wrong : {"2026-02-29", "2026-13-01", "2026-00-01", "2026-3-5", "05/03/2026",
                              "", "2026-03-0x", "0000-01-01", "2026-03-05 "}) {
        EXPECT_FALSE(Date::from_iso(wrong)) << wrong;
    }
}

TEST(Date, AMonthLaterIsTheSameDayOrTheLastOfTheMonth) {
    EXPECT_EQ(Date::from_iso("2026-01-31")->plus_months(1).iso(), "2026-02-28");
    EXPECT_EQ(Date::from_iso("2026-01-15")->plus_months(-13).iso(), "2024-12-15");
}

TEST(ParisTime, TodayIsTheDayInParis) {
    // 23:30 UTC on 5 July is already 6 July in Paris.
    const Instant late{1783294200000000};
    EXPECT_EQ(gps::base::paris_date(late).iso(), "2026-07-06");
    EXPECT_EQ(gps::base::paris_time(late), "01:30");
}

TEST(ParisTime, MidnightFollowsTheSummerTime) {
    for (const char* day : {"2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"}) {
        const auto date = *Date::from_iso(day);
        const auto midnight = gps::base::paris_midnight(date);
        EXPECT_EQ(gps::base::paris_date(midnight), date) << day;
        EXPECT_EQ(gps::base::paris_time(midnight), "00:00") << day;
        EXPECT_EQ(gps::base::paris_date({midnight.micros - 1}), date.plus_days(-1)) << day;
    }
}

TEST(Clock, AFixedClockMovesOnlyWhenTold) {
    gps::base::FixedClock clock(*Date::from_iso("2026-03-05"));
    EXPECT_EQ(clock.today().iso(), "2026-03-05");
    clock.advance(std::chrono::hours(13));
    EXPECT_EQ(clock.today().iso(), "2026-03-06");
}
