#include "followup/merging.hpp"

#include <gtest/gtest.h>

namespace gps::followup {
namespace {

base::Date day(const char* iso) {
    return *base::Date::from_iso(iso);
}
RecordedPeriod from(const char* start, std::int64_t recorded = 5) {
    return {.period = {.started_on = day(start)}, .recorded_at = {recorded}};
}
RecordedPeriod between(const char* start, const char* end, std::int64_t recorded = 5) {
    return {.period = {.started_on = day(start), .ended_on = day(end)}, .recorded_at = {recorded}};
}
WholePart part(std::vector<RecordedPeriod> periods) {
    return {.role = "CIP",
            .reasons = 1,
            .last_activity_at = {50},
            .created_at = {10},
            .periods = std::move(periods)};
}
using Periods = std::vector<RecordedPeriod>;

TEST(Fold, KeepsEveryPeriodInTheOrderOfDays) {
    const auto kept = part({between("2024-01-01", "2024-02-01"), from("2026-01-01")});
    const auto other =
        part({between("2023-05-01", "2023-06-01"), between("2025-01-01", "2025-02-01")});
    EXPECT_EQ(fold(kept, other).periods,
              (Periods{between("2023-05-01", "2023-06-01"), between("2024-01-01", "2024-02-01"),
                       between("2025-01-01", "2025-02-01"), from("2026-01-01")}));
    EXPECT_EQ(fold(kept, other).periods, fold(other, kept).periods);
}

TEST(Fold, TwoThatGoOnAreOneFromTheEarlierDay) {
    const auto folded = fold(part({from("2026-02-01", 9)}), part({from("2026-01-01", 4)}));
    EXPECT_EQ(folded.periods, (Periods{from("2026-01-01", 4)}));
    EXPECT_TRUE(folded.is_ongoing());
}

TEST(Fold, PeriodsThatShareADayAreOneAndNoDayIsLost) {
    EXPECT_EQ(fold(part({between("2026-01-01", "2026-01-31")}),
                   part({between("2026-01-31", "2026-02-15")}))
                  .periods,
              (Periods{between("2026-01-01", "2026-02-15")}));
    EXPECT_EQ(fold(part({between("2026-01-01", "2026-03-01")}),
                   part({between("2026-01-10", "2026-01-20")}))
                  .periods,
              (Periods{between("2026-01-01", "2026-03-01")}));
    EXPECT_EQ(fold(part({between("2026-01-01", "2026-01-31")}), part({from("2026-01-15")})).periods,
              (Periods{from("2026-01-01")}))
        << "what goes on goes on";
    EXPECT_EQ(fold(part({between("2026-01-01", "2026-01-31")}),
                   part({between("2026-02-01", "2026-02-15")}))
                  .periods.size(),
              2U)
        << "the day after is another period";
}

TEST(Fold, KeepsTheRoleThatGoesOnAndAllThatEitherGives) {
    auto kept = part({between("2026-01-01", "2026-01-31")});
    auto other = part({from("2026-02-10")});
    other.role = "ASS";
    other.reasons = 4;
    other.is_creator = true;
    other.granted_until = day("2026-12-31");
    other.created_at = {3};
    other.last_activity_at = {70};
    const auto folded = fold(kept, other);
    EXPECT_EQ(folded.role, "ASS");
    EXPECT_EQ(folded.reasons, 5);
    EXPECT_TRUE(folded.is_creator);
    EXPECT_EQ(folded.granted_until, day("2026-12-31"));
    EXPECT_EQ(folded.created_at.micros, 3);
    EXPECT_EQ(folded.last_activity_at.micros, 70);
    EXPECT_EQ(fold(part({from("2026-01-01")}), other).role, "CIP") << "both go on";
}

}  // namespace
}  // namespace gps::followup
