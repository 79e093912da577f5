#include "trajectory/frieze.hpp"

#include <gtest/gtest.h>

namespace gps::trajectory {
namespace {

using sharing::Period;

base::Date day(std::string_view iso) {
    return *base::Date::from_iso(iso);
}

Period period(std::string_view from, std::string_view to = "") {
    Period made{.started_on = day(from)};
    if (!to.empty()) made.ended_on = day(to);
    return made;
}

const base::Date kToday = day("2026-07-01");

TEST(FriezeScale, GoesAsFarBackAsAskedAndAMonthAtLeast) {
    const auto first = day("2011-03-05");
    EXPECT_EQ(scale_of(Zoom::SixMonths, first, kToday), (Scale{day("2026-01-01"), kToday}));
    EXPECT_EQ(scale_of(Zoom::TwoYears, first, kToday), (Scale{day("2024-07-01"), kToday}));
    EXPECT_EQ(scale_of(Zoom::All, first, kToday), (Scale{first, kToday}));
    EXPECT_EQ(scale_of(Zoom::All, kToday, kToday), (Scale{day("2026-06-01"), kToday}));
}

TEST(FriezeBars, AreCutAtTheEdgesAndSayWhatGoesOn) {
    const Scale hundred{day("2026-01-01"), day("2026-04-10")};
    const std::vector<Period> periods{period("2026-01-11", "2026-01-20"),
                                      period("2025-06-01", "2026-01-10"), period("2026-04-01"),
                                      period("2025-01-01", "2025-12-31")};
    EXPECT_EQ(bars(periods, hundred),
              (std::vector<Bar>{{.from = 1000, .width = 1000},
                                {.from = 0, .width = 1000, .began_before = true},
                                {.from = 9000, .width = 1000, .is_ongoing = true}}));
}

TEST(FriezeBars, OfOneDayAreSeenAndStayInside) {
    const Scale years{day("2011-07-01"), kToday};
    for (const auto* const one : {"2011-07-01", "2018-02-03", "2026-07-01"}) {
        const std::vector<Period> periods{period(one, one)};
        const auto drawn = bars(periods, years);
        ASSERT_EQ(drawn.size(), 1U) << one;
        EXPECT_GE(drawn[0].width, 50) << one;
        EXPECT_GE(drawn[0].from, 0) << one;
        EXPECT_LE(drawn[0].from + drawn[0].width, kWhole) << one;
    }
}

TEST(FriezeTicks, AreEightAtMostOfMonthsOrYears) {
    const auto months = ticks({day("2026-01-01"), kToday});
    ASSERT_EQ(months.size(), 7U);
    EXPECT_EQ(months.front(), (Tick{.at = 0, .day = day("2026-01-01"), .is_of_year = true}));
    EXPECT_FALSE(months.back().is_of_year);
    const auto years = ticks({day("2011-03-05"), kToday});
    ASSERT_FALSE(years.empty());
    EXPECT_LE(years.size(), 8U);
    EXPECT_EQ(years.front().day, day("2012-01-01"));
    for (auto first = kToday.plus_days(-20000); first < kToday; first = first.plus_days(97)) {
        const auto found = ticks({first, kToday});
        EXPECT_LE(found.size(), 8U) << first.iso();
        for (const auto& tick : found) {
            EXPECT_GE(tick.day, first);
            EXPECT_LT(tick.at, kWhole);
        }
    }
}

TEST(FriezeGaps, AreDaysWithNobodyAndTheLastMayGoOn) {
    EXPECT_TRUE(gaps({}, kToday).empty());
    EXPECT_TRUE(gaps({period("2026-01-01")}, kToday).empty());
    EXPECT_EQ(gaps({period("2026-03-01", "2026-03-31"), period("2026-01-01", "2026-01-31"),
                    period("2026-01-10", "2026-01-12"), period("2026-04-01", "2026-06-30")},
                   kToday),
              (std::vector<Period>{period("2026-02-01", "2026-02-28"), period("2026-07-01")}));
    EXPECT_TRUE(
        gaps({period("2026-01-01", "2026-06-30"), period("2026-07-01", "2026-07-01")}, kToday)
            .empty());
}

TEST(FriezeGaps, AreNotToldToWhoSeesTheirOwnPartAlone) {
    sharing::File file{.cards = std::vector<sharing::Card>(1)};
    file.cards[0].periods = {period("2026-01-01", "2026-01-31")};
    file.standing.sight.sees_whole_group = true;
    EXPECT_EQ(gaps_shown(file, kToday), (std::vector<Period>{period("2026-02-01")}));
    file.standing.sight.is_frozen = true;
    EXPECT_TRUE(gaps_shown(file, kToday).empty());
    file.standing.sight = {};
    EXPECT_TRUE(gaps_shown(file, kToday).empty());
}

TEST(FriezePercent, SaysNoMoreThanItHasTo) {
    EXPECT_EQ(percent(0), "0%");
    EXPECT_EQ(percent(10), "0.1%");
    EXPECT_EQ(percent(1205), "12.05%");
    EXPECT_EQ(percent(5000), "50%");
    EXPECT_EQ(percent(kWhole), "100%");
}

}  // namespace
}  // namespace gps::trajectory
