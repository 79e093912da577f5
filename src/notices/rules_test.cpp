#include "notices/rules.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace gps::notices {
namespace {

base::Instant at(const char* day, int hour, int minute = 0) {
    return base::paris_midnight(*base::Date::from_iso(day))
        .plus(std::chrono::hours(hour) + std::chrono::minutes(minute));
}

}  // namespace

TEST(NoticeKinds, AreListedOnceEachInTheirOrder) {
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < kinds().size(); ++i) {
        const auto& line = kinds()[i];
        EXPECT_EQ(static_cast<std::size_t>(line.kind), i);
        EXPECT_TRUE(codes.insert(line.code).second) << line.code;
        EXPECT_FALSE(line.label.empty() || line.subject.empty()) << line.code;
        EXPECT_TRUE(may_choose(line, line.by_default)) << line.code;
        EXPECT_EQ(line.why.empty(), line.rarest == Frequency::Never)
            << line.code << ": who may not choose is told why";
    }
    for (const auto& line : kinds()) EXPECT_EQ(line_of(line.kind).code, line.code);
}

TEST(NoticeKinds, ThatWaitForAnAnswerAreMailedEveryDayAtLeast) {
    for (const auto kind : {Kind::Relay, Kind::Request, Kind::Referent, Kind::Callback}) {
        EXPECT_TRUE(may_choose(line_of(kind), Frequency::Daily)) << line_of(kind).code;
        EXPECT_FALSE(may_choose(line_of(kind), Frequency::Weekly)) << line_of(kind).code;
        EXPECT_FALSE(may_choose(line_of(kind), Frequency::Never)) << line_of(kind).code;
    }
    EXPECT_TRUE(may_choose(line_of(Kind::Contributor), Frequency::Never));
}

TEST(NoticeEvents, SaySomethingOfNobodyAndLeadSomewhere) {
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < events().size(); ++i) {
        const auto& line = events()[i];
        EXPECT_EQ(static_cast<std::size_t>(line.event), i);
        EXPECT_TRUE(codes.insert(line.code).second) << line.code;
        EXPECT_TRUE(line.said.ends_with('.')) << line.code;
        EXPECT_TRUE(line.leads_to.starts_with('/')) << line.code;
        EXPECT_EQ(event_of(line.code), &line);
    }
    EXPECT_EQ(event_of("nothing"), nullptr);
}

TEST(NoticeFrequencies, AreReadBackByTheirCode) {
    for (const auto one : frequencies()) EXPECT_EQ(frequency_of(code(one)), one);
    EXPECT_FALSE(frequency_of("hourly"));
}

TEST(NoticeDigests, LeaveEachDayAtSeven) {
    EXPECT_EQ(next_daily(at("2026-03-31", 6, 59)), at("2026-03-31", 7));
    EXPECT_EQ(next_daily(at("2026-03-31", 7)), at("2026-04-01", 7)) << "that one has left";
    EXPECT_EQ(next_daily(at("2026-03-31", 23)), at("2026-04-01", 7));
}

// 2026-03-30 is a Monday.
TEST(NoticeDigests, LeaveEachWeekOnMonday) {
    EXPECT_EQ(next_weekly(at("2026-03-29", 12)), at("2026-03-30", 7));
    EXPECT_EQ(next_weekly(at("2026-03-30", 6)), at("2026-03-30", 7));
    EXPECT_EQ(next_weekly(at("2026-03-30", 8)), at("2026-04-06", 7));
    EXPECT_EQ(next_weekly(at("2026-04-01", 12)), at("2026-04-06", 7));
}

}  // namespace gps::notices
