#include "ui/counted.hpp"

#include <gtest/gtest.h>

namespace gps::ui {

TEST(Counted, WhatWaitsIsSaidUpToAMost) {
    EXPECT_EQ(up_to(20, "Notifications", 0), "Notifications");
    EXPECT_EQ(up_to(20, "Notifications", 3), "Notifications\u00a0(3)");
    EXPECT_EQ(up_to(20, "Notifications", 20), "Notifications\u00a0(20)");
    EXPECT_EQ(up_to(20, "Notifications", 21), "Notifications\u00a0(20+)");
}

}  // namespace gps::ui
