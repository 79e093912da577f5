#include "openid/gate.hpp"

#include "base/clock.hpp"
#include "openid/kept.hpp"
#include "support/together.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace gps::openid {
namespace {

using namespace std::chrono_literals;

base::FixedClock noon() {
    return base::FixedClock(*base::Date::from(2026, 11, 27));
}

std::string refusal(const Believed<Gate::Pass>& pass) {
    return pass ? "" : std::string(name_of(pass.error()));
}

TEST(Gate, LetsAFewInAtOnce) {
    const auto clock = noon();
    Gate gate(2);
    const auto first = gate.enter(clock.now());
    {
        const auto second = gate.enter(clock.now());
        EXPECT_TRUE(second);
        EXPECT_EQ(refusal(gate.enter(clock.now())), "busy");
    }
    EXPECT_TRUE(gate.enter(clock.now()));
}

TEST(Gate, LeavesAProviderAloneAfterThreeFailuresInARow) {
    auto clock = noon();
    Gate gate(2);
    EXPECT_FALSE(gate.failed(clock.now()));
    EXPECT_FALSE(gate.failed(clock.now()));
    gate.succeeded();
    EXPECT_FALSE(gate.failed(clock.now()));
    EXPECT_FALSE(gate.failed(clock.now()));
    EXPECT_TRUE(gate.enter(clock.now()));
    EXPECT_TRUE(gate.failed(clock.now()));
    EXPECT_EQ(refusal(gate.enter(clock.now())), "resting");
    clock.advance(Gate::kRest - 1us);
    EXPECT_EQ(refusal(gate.enter(clock.now())), "resting");
    clock.advance(1us);
    EXPECT_TRUE(gate.enter(clock.now()));
    EXPECT_TRUE(gate.failed(clock.now())) << "one more begins the next rest";
    EXPECT_EQ(refusal(gate.enter(clock.now())), "resting");
    clock.advance(-1h);
    EXPECT_TRUE(gate.enter(clock.now())) << "a clock set back does not make it longer";
    gate.succeeded();
    EXPECT_TRUE(gate.enter(clock.now()));
}

using Numbers = Kept<int>;

auto soon() {
    return std::chrono::steady_clock::now() + 4s;
}

// Asks a provider that says `answer`, and counts.
struct Asked {
    Believed<int> answer;
    int times = 0;

    Believed<int> operator()() {
        ++times;
        return answer;
    }
};

int value_of(Numbers& kept, base::Instant now, Asked& asked, int wanted = 0) {
    const auto known = kept.get(
        now, soon(), [&](int value) { return wanted == 0 || value == wanted; },
        [&] { return asked(); });
    return known ? **known : -1;
}

TEST(Kept, IsAskedForOnceAnHour) {
    auto clock = noon();
    Numbers kept;
    Asked asked{1};
    EXPECT_FALSE(kept.young(clock.now()));
    EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
    clock.advance(59min);
    EXPECT_TRUE(kept.young(clock.now()));
    EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
    EXPECT_EQ(asked.times, 1);
    clock.advance(1min);
    asked.answer = 2;
    EXPECT_FALSE(kept.young(clock.now()));
    EXPECT_EQ(value_of(kept, clock.now(), asked), 2);
    EXPECT_EQ(asked.times, 2);
}

TEST(Kept, ServesForADayWhileNobodyAnswersAndAsksOnceAMinute) {
    auto clock = noon();
    Numbers kept;
    Asked asked{1};
    value_of(kept, clock.now(), asked);
    asked.answer = doubt(Doubt::Timeout);
    clock.advance(1h);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
    EXPECT_EQ(asked.times, 2);
    clock.advance(1min);
    EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
    EXPECT_EQ(asked.times, 3);
    clock.advance(24h);
    EXPECT_EQ(value_of(kept, clock.now(), asked), -1);
    asked.answer = 3;
    EXPECT_EQ(value_of(kept, clock.now(), asked), 3) << "nothing to go on with: asked at once";
}

TEST(Kept, IsAskedForAgainWhenItDoesNotSuitOnceAMinute) {
    auto clock = noon();
    Numbers kept;
    Asked asked{1};
    value_of(kept, clock.now(), asked);
    clock.advance(1min);
    asked.answer = 2;
    EXPECT_EQ(value_of(kept, clock.now(), asked, 2), 2) << "a new key, a minute later";
    for (int i = 0; i < 100; ++i) EXPECT_EQ(value_of(kept, clock.now(), asked, 99), 2);
    EXPECT_EQ(asked.times, 2) << "what nobody has cannot make us ask";
    clock.advance(1min);
    value_of(kept, clock.now(), asked, 99);
    EXPECT_EQ(asked.times, 3);
}

TEST(Kept, OneAsksWhileTheOthersWait) {
    const auto clock = noon();
    Numbers kept;
    std::atomic<int> times = 0;
    std::atomic<int> right = 0;
    tests::together(4, [&](int) {
        const auto known = kept.get(
            clock.now(), soon(), [](int) { return true; },
            [&]() -> Believed<int> {
                ++times;
                std::this_thread::sleep_for(50ms);
                return 7;
            });
        if (known && **known == 7) ++right;
    });
    EXPECT_EQ(times, 1);
    EXPECT_EQ(right, 4);
}

TEST(Kept, NobodyWaitsForANewerOneWhenTheOldWillDo) {
    auto clock = noon();
    Numbers kept;
    Asked asked{1};
    value_of(kept, clock.now(), asked);
    clock.advance(2h);
    std::atomic<bool> is_asked = false;
    std::atomic<bool> may_answer = false;
    const std::jthread slow([&] {
        static_cast<void>(kept.get(
            clock.now(), soon(), [](int) { return true; },
            [&]() -> Believed<int> {
                is_asked = true;
                is_asked.notify_one();
                may_answer.wait(false);
                return 2;
            }));
    });
    is_asked.wait(false);
    EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
    EXPECT_EQ(asked.times, 1);
    may_answer = true;
    may_answer.notify_one();
}

TEST(Kept, AnAskingThatThrowsDoesNotKeepTheOthersFromAsking) {
    const auto clock = noon();
    Numbers kept;
    const auto all = [](int) { return true; };
    const auto thrower = []() -> Believed<int> { throw std::runtime_error("no memory"); };
    EXPECT_THROW(static_cast<void>(kept.get(clock.now(), soon(), all, thrower)),
                 std::runtime_error);
    Asked asked{1};
    EXPECT_EQ(value_of(kept, clock.now(), asked), 1);
}

}  // namespace
}  // namespace gps::openid
