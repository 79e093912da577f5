#include "access/rates.hpp"

#include <gtest/gtest.h>

namespace gps::access {
namespace {

constexpr base::Instant kNow{1'700'000'000'000'000};

bool has_its_share(Rates& rates, const std::string& who) {
    for (int i = 0; i < Rates::per_minute(Rate::Act); ++i) {
        if (!rates.allows(Rate::Act, who, kNow)) return false;
    }
    return true;
}

TEST(Rates, AShareIsOfOneMinuteAndOfOneRate) {
    Rates rates;
    ASSERT_TRUE(has_its_share(rates, "alice"));
    EXPECT_FALSE(rates.allows(Rate::Act, "alice", kNow));
    EXPECT_TRUE(rates.allows(Rate::Page, "alice", kNow));
    EXPECT_TRUE(rates.allows(Rate::Act, "bruno", kNow));
    EXPECT_TRUE(rates.allows(Rate::Act, "alice", kNow.plus(std::chrono::minutes(1))));
}

// With six times as many clients as there are slots, some take the slot of the first one.
TEST(Rates, ACrowdOfNewcomersGivesNobodyANewShare) {
    Rates rates;
    ASSERT_TRUE(has_its_share(rates, "alice"));
    for (int i = 0; i < 400'000; ++i) rates.allows(Rate::Act, std::to_string(i), kNow);
    EXPECT_FALSE(rates.allows(Rate::Act, "alice", kNow));
}

}  // namespace
}  // namespace gps::access
