#include "alerts/rules.hpp"

#include <gtest/gtest.h>

namespace gps::alerts {
namespace {

using base::Date;

Date day(std::string_view iso) {
    return *Date::from_iso(iso);
}

const Date kToday = day("2026-06-30");

Part followed_since(std::string_view iso) {
    return {.id = {1}, .professional = {1}, .started_on = day(iso), .recorded_on = day(iso)};
}

Part left_on(std::string_view iso) {
    auto part = followed_since("2026-01-01");
    part.ended_on = day(iso);
    return part;
}

Situation of(std::vector<Part> parts) {
    return {.person = {1}, .is_active = true, .parts = std::move(parts)};
}

Past& past(Situation& situation, Kind kind) {
    return situation.past.at(static_cast<std::size_t>(kind));
}

using Kinds = std::vector<Kind>;

Kinds raised(const Situation& situation, Date today = kToday) {
    return examined(situation, today).to_raise;
}

TEST(Alerts, NobodyForThirtyDaysAfterTheLastOneLeft) {
    EXPECT_EQ(raised(of({left_on("2026-05-31")})), Kinds{Kind::Nobody}) << "thirty days, today";
    EXPECT_EQ(raised(of({left_on("2026-06-01")})), Kinds{}) << "twenty-nine";
    EXPECT_EQ(examined(of({left_on("2026-06-01")}), kToday).look_on, day("2026-07-01"));
    EXPECT_EQ(raised(of({left_on("2026-05-31"), left_on("2026-06-10")})), Kinds{}) << "the last";
    EXPECT_EQ(raised(of({left_on("2026-05-31"), followed_since("2026-06-20")})), Kinds{});
    EXPECT_EQ(raised(of({left_on("2026-04-30")})), Kinds{}) << "so late that it helps nobody";
    EXPECT_EQ(raised(of({})), Kinds{});
}

TEST(Alerts, NobodyIsSaidOnceForOneDeparture) {
    auto alone = of({left_on("2026-05-31")});
    past(alone, Kind::Nobody) = {.raised_on = day("2026-06-30"), .closed_on = day("2026-06-30")};
    EXPECT_EQ(raised(alone), Kinds{}) << "closed by who knows";
    past(alone, Kind::Nobody).raised_on = day("2026-03-01");
    EXPECT_EQ(raised(alone), Kinds{Kind::Nobody}) << "that was another time";
    past(alone, Kind::Nobody).is_open = true;
    EXPECT_EQ(raised(alone), Kinds{});
    EXPECT_EQ(examined(alone, kToday).to_close, Kinds{});
    alone.parts.push_back(followed_since("2026-06-30"));
    EXPECT_EQ(examined(alone, kToday).to_close, Kinds{Kind::Nobody}) << "followed again";
}

TEST(Alerts, NobodyIsSaidOfPartsThatFilesEnded) {
    auto part = left_on("2026-05-31");
    part.is_imported = true;
    part.recorded_on = day("2026-06-15");
    EXPECT_EQ(raised(of({part})), Kinds{});
    part.recorded_on = day("2026-05-01");
    EXPECT_EQ(raised(of({part})), Kinds{Kind::Nobody}) << "they ended it themselves";
    part.warned_on = day("2026-05-01");
    EXPECT_EQ(raised(of({part})), Kinds{}) << "ended by itself";
    part.warned_on = day("2026-05-02");
    EXPECT_EQ(raised(of({part})), Kinds{Kind::Nobody}) << "warned, and ended by hand";
}

TEST(Alerts, NoContactForNinetyDaysWhoeverItWas) {
    EXPECT_EQ(raised(of({followed_since("2026-04-01")})), Kinds{Kind::NoContact});
    EXPECT_EQ(raised(of({followed_since("2026-04-02")})), Kinds{}) << "eighty-nine";
    EXPECT_EQ(examined(of({followed_since("2026-04-02")}), kToday).look_on, day("2026-07-01"));
    auto seen = followed_since("2026-04-01");
    seen.last_contact_on = day("2026-05-01");
    EXPECT_EQ(raised(of({seen})), Kinds{});
    EXPECT_EQ(examined(of({seen}), kToday).look_on, day("2026-07-30"));
    EXPECT_EQ(raised(of({followed_since("2026-04-01"), seen})), Kinds{}) << "by another";
    auto gone = left_on("2026-05-20");
    gone.last_contact_on = day("2026-05-10");
    EXPECT_EQ(raised(of({followed_since("2026-04-01"), gone})), Kinds{}) << "by who left since";
    EXPECT_EQ(raised(of({followed_since("2026-04-01"), followed_since("2026-06-01")})), Kinds{})
        << "somebody has just come";
}

TEST(Alerts, NoContactIsNotSaidOfWhatFilesBrought) {
    auto part = followed_since("2026-04-01");
    part.is_imported = true;
    EXPECT_EQ(raised(of({part})), Kinds{});
    EXPECT_EQ(last_contact(of({part})), std::nullopt);
    part.last_contact_on = day("2026-04-01");
    EXPECT_EQ(raised(of({part})), Kinds{Kind::NoContact}) << "somebody said something since";
    part.last_contact_on.reset();
    part.recorded_on = day("2026-03-01");
    EXPECT_EQ(raised(of({part})), Kinds{Kind::NoContact}) << "resumed by hand";
}

TEST(Alerts, NoContactWaitsAsLongAgainOnceClosed) {
    auto quiet = of({followed_since("2026-03-20")});
    past(quiet, Kind::NoContact) = {.raised_on = day("2026-06-18"), .closed_on = day("2026-06-20")};
    EXPECT_EQ(raised(quiet), Kinds{});
    EXPECT_EQ(examined(quiet, kToday).look_on, day("2026-09-18"));
    EXPECT_EQ(raised(quiet, day("2026-09-18")), Kinds{Kind::NoContact});
    past(quiet, Kind::NoContact).is_open = true;
    EXPECT_EQ(examined(quiet, kToday).to_close, Kinds{});
    quiet.parts[0].last_contact_on = kToday;
    EXPECT_EQ(examined(quiet, kToday).to_close, Kinds{Kind::NoContact});
    quiet.parts[0].last_contact_on.reset();
    quiet.parts[0].ended_on = kToday;
    EXPECT_EQ(examined(quiet, kToday).to_close, Kinds{Kind::NoContact}) << "nobody follows";
}

TEST(Alerts, NothingIsRaisedOfWhoObjected) {
    auto opposed = of({left_on("2026-05-31")});
    opposed.is_active = false;
    past(opposed, Kind::RelayUnanswered).is_open = true;
    const auto found = examined(opposed, kToday);
    EXPECT_TRUE(found.to_raise.empty());
    EXPECT_EQ(found.to_close, Kinds{Kind::RelayUnanswered});
    auto silent = of({followed_since("2024-01-01")});
    silent.is_active = false;
    EXPECT_TRUE(examined(silent, kToday).are_none()) << "nor warned";
}

TEST(Ends, TwentyFourMonthsAfterTheLastContactToldThirtyDaysBefore) {
    auto part = followed_since("2024-07-30");
    part.is_imported = true;
    EXPECT_EQ(ends_by_itself_on(part), day("2026-07-30"));
    auto found = examined(of({part}), kToday);
    ASSERT_EQ(found.to_warn.size(), 1u);
    EXPECT_EQ(found.look_on, day("2026-07-30"));
    EXPECT_TRUE(examined(of({part}), day("2026-06-29")).are_none());
    EXPECT_EQ(examined(of({part}), day("2026-06-29")).look_on, kToday);
    part.warned_on = kToday;
    EXPECT_TRUE(examined(of({part}), day("2026-07-29")).are_none());
    EXPECT_EQ(examined(of({part}), day("2026-07-30")).to_end.size(), 1u);
    part.last_contact_on = day("2024-12-24");
    EXPECT_EQ(ends_by_itself_on(part), day("2026-12-24"));
    part.kept_on = day("2026-07-01");
    EXPECT_EQ(ends_by_itself_on(part), day("2028-07-01"));
    part.ended_on = day("2026-07-02");
    EXPECT_TRUE(examined(of({part}), day("2030-01-01")).to_end.empty());
}

TEST(Ends, NeverWithoutThirtyDaysToKeepThePart) {
    auto part = followed_since("2020-01-01");
    part.is_imported = true;
    auto found = examined(of({part}), kToday);
    EXPECT_EQ(found.to_warn.size(), 1u);
    EXPECT_TRUE(found.to_end.empty());
    EXPECT_EQ(found.look_on, day("2026-07-30"));
    part.warned_on = kToday;
    EXPECT_TRUE(examined(of({part}), day("2026-07-29")).to_end.empty());
    EXPECT_EQ(examined(of({part}), day("2026-07-30")).to_end.size(), 1u);
}

TEST(Alerts, AreForTheGroupAndForThoseWhoLeftWhenNobodyIsThere) {
    for (const auto& line : kinds()) EXPECT_TRUE(may_see(line.kind, true));
    EXPECT_TRUE(may_see(Kind::Nobody, false));
    EXPECT_FALSE(may_see(Kind::NoContact, false));
    EXPECT_FALSE(may_see(Kind::RelayUnanswered, false));
    auto gone = left_on("2026-02-01");
    gone.professional = {2};
    auto last = left_on("2026-05-31");
    last.professional = {3};
    const auto alone = told_of(of({gone, last}));
    ASSERT_EQ(alone.size(), 1u) << "who left long before is not told";
    EXPECT_EQ(alone[0].professional.value, 3);
    const auto followed = told_of(of({gone, followed_since("2026-04-01")}));
    ASSERT_EQ(followed.size(), 1u);
    EXPECT_EQ(followed[0].professional.value, 1);
}

}  // namespace
}  // namespace gps::alerts
