#include "trajectory/events.hpp"

#include <gtest/gtest.h>

namespace gps::trajectory {
namespace {

using sharing::Card;
using sharing::File;

base::Date on(std::string_view iso) {
    return *base::Date::from_iso(iso);
}

File two_contributors() {
    File file{.cards = std::vector<Card>(2)};
    auto& cards = file.cards;
    cards[0].id = {7};
    cards[1].id = {8};
    cards[0].periods = {{.started_on = on("2026-03-01")},
                        {.started_on = on("2025-01-01"), .ended_on = on("2025-06-30")}};
    cards[1].periods = {{.started_on = on("2025-06-30"), .ended_on = on("2026-03-01")}};
    return file;
}

TEST(TrajectoryEvents, ReadBackwardsAndSayWhatCameAgain) {
    const auto file = two_contributors();
    using enum EventKind;
    EXPECT_EQ(events(file, {}), (std::vector<Event>{{Resumption, on("2026-03-01"), 0},
                                                    {End, on("2026-03-01"), 1},
                                                    {Start, on("2025-06-30"), 1},
                                                    {End, on("2025-06-30"), 0},
                                                    {Start, on("2025-01-01"), 0}}));
}

TEST(TrajectoryEvents, AreOfTheKindAndSinceTheDayAskedFor) {
    const auto file = two_contributors();
    using enum EventKind;
    EXPECT_EQ(events(file, {.kind = End, .since = on("2025-07-01")}),
              (std::vector<Event>{{End, on("2026-03-01"), 1}}));
    EXPECT_EQ(events(file, {.since = on("2025-06-30")}).size(), 4U);
    EXPECT_TRUE(events(File{}, {}).empty());
}

TEST(TrajectoryEvents, SayWhoWasNamedReferentAmongThoseWhoAreSeen) {
    auto file = two_contributors();
    file.designations = {
        {.part = {8}, .days = {.started_on = on("2026-03-15")}},
        {.part = {9}, .days = {.started_on = on("2026-03-14")}},
        {.part = {7}, .days = {.started_on = on("2026-03-02"), .ended_on = on("2026-03-15")}}};
    using enum EventKind;
    EXPECT_EQ(events(file, {.since = on("2026-03-02")}),
              (std::vector<Event>{{Designation, on("2026-03-15"), 1},
                                  {DesignationEnd, on("2026-03-15"), 0},
                                  {Designation, on("2026-03-02"), 0}}));
}

TEST(TrajectoryEvents, SayRelaysBetweenTwoWhoAreNamed) {
    auto file = two_contributors();
    file.relays = {{.giver = {7}, .taker = {8}, .on = on("2025-06-30")},
                   {.giver = {7}, .taker = {9}, .on = on("2025-06-30")}};
    using enum EventKind;
    EXPECT_EQ(events(file, {.kind = Relay}),
              (std::vector<Event>{
                  {.kind = Relay, .on = on("2025-06-30"), .card = 1, .from = std::size_t{0}}}));
    file.cards[0].is_masked = true;
    EXPECT_TRUE(events(file, {.kind = Relay}).empty()) << "another contributor gave it: who?";
    EXPECT_EQ(ends_of(file, file.relays[0]).has_value(), false);
}

TEST(TrajectoryEvents, KindsHaveCodesOfTheirOwn) {
    for (const auto kind : event_kinds()) {
        EXPECT_EQ(event_kind(code(kind)), kind);
        EXPECT_FALSE(label(kind).empty());
    }
    EXPECT_EQ(event_kind("autre"), std::nullopt);
}

}  // namespace
}  // namespace gps::trajectory
