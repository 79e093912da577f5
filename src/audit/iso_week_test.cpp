#include "audit/iso_week.hpp"

#include <date/iso_week.h>
#include <gtest/gtest.h>

using namespace gps;

namespace {

base::Date day(const char* iso) {
    return *base::Date::from_iso(iso);
}

}  // namespace

TEST(IsoWeek, BelongsToTheYearOfItsThursday) {
    EXPECT_EQ(audit::iso_week(day("2026-11-23")), 202648);
    EXPECT_EQ(audit::iso_week(day("2026-01-01")), 202601);
    EXPECT_EQ(audit::iso_week(day("2025-12-29")), 202601);
    EXPECT_EQ(audit::iso_week(day("2025-12-28")), 202552);
    EXPECT_EQ(audit::iso_week(day("2027-01-01")), 202653);
    EXPECT_EQ(audit::iso_week(day("2027-01-03")), 202653);
    EXPECT_EQ(audit::iso_week(day("2027-01-04")), 202701);
    EXPECT_EQ(audit::iso_week(day("2021-01-03")), 202053);
    EXPECT_EQ(audit::iso_week(day("2024-12-30")), 202501);
    EXPECT_EQ(audit::iso_week(day("1969-12-28")), 196952);
}

TEST(IsoWeek, IsTheOneOfAnIndependentCalendarOnEveryDayOfACentury) {
    for (auto that = day("1965-01-01"); that < day("2065-01-01"); that = that.plus_days(1)) {
        const iso_week::year_weeknum_weekday expected{
            date::sys_days{date::days{that.days_since_1970()}}};
        const int label = static_cast<int>(expected.year()) * 100 +
                          static_cast<int>(static_cast<unsigned>(expected.weeknum()));
        ASSERT_EQ(audit::iso_week(that), label) << that.iso();
    }
}

TEST(IsoWeek, StartsOnMondayAtMidnightInParis) {
    using std::chrono::microseconds;
    for (const char* monday : {"2026-11-23", "2026-03-30", "2026-10-26", "2027-01-04"}) {
        const auto start = base::paris_midnight(day(monday));
        EXPECT_EQ(audit::iso_week(start), audit::iso_week(day(monday)));
        EXPECT_EQ(audit::iso_week(start.minus(microseconds(1))),
                  audit::iso_week(day(monday).plus_days(-1)));
        EXPECT_NE(audit::iso_week(start.minus(microseconds(1))), audit::iso_week(start));
    }
}
