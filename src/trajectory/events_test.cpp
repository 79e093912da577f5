#include "trajectory/events.hpp"

#include <gtest/gtest.h>

namespace gps::trajectory {
namespace {

using sharing::Card;
using sharing::Period;

base::Date on(std::string_view iso) {
    return *base::Date::from_iso(iso);
}

std::vector<Card> two_contributors() {
    std::vector<Card> cards(2);
    cards[0].periods = {{.started_on = on("2026-03-01")},
                        {.started_on = on("2025-01-01"), .ended_on = on("2025-06-30")}};
    cards[1].periods = {{.started_on = on("2025-06-30"), .ended_on = on("2026-03-01")}};
    return cards;
}

TEST(TrajectoryEvents, ReadBackwardsAndSayWhatCameAgain) {
    const auto cards = two_contributors();
    using enum EventKind;
    EXPECT_EQ(events(cards, {}), (std::vector<Event>{{Resumption, on("2026-03-01"), 0},
                                                     {End, on("2026-03-01"), 1},
                                                     {Start, on("2025-06-30"), 1},
                                                     {End, on("2025-06-30"), 0},
                                                     {Start, on("2025-01-01"), 0}}));
}

TEST(TrajectoryEvents, AreOfTheKindAndSinceTheDayAskedFor) {
    const auto cards = two_contributors();
    using enum EventKind;
    EXPECT_EQ(events(cards, {.kind = End, .since = on("2025-07-01")}),
              (std::vector<Event>{{End, on("2026-03-01"), 1}}));
    EXPECT_EQ(events(cards, {.since = on("2025-06-30")}).size(), 4U);
    EXPECT_TRUE(events({}, {}).empty());
}

TEST(TrajectoryEvents, KindsHaveCodesOfTheirOwn) {
    for (const auto kind : {EventKind::Start, EventKind::Resumption, EventKind::End}) {
        EXPECT_EQ(event_kind(code(kind)), kind);
        EXPECT_FALSE(label(kind).empty());
    }
    EXPECT_EQ(event_kind("autre"), std::nullopt);
}

}  // namespace
}  // namespace gps::trajectory
