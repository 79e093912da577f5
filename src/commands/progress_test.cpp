#include "commands/progress.hpp"

#include <gtest/gtest.h>

namespace gps::commands {
namespace {

TEST(ProgressLine, SaysHowFarItIs) {
    EXPECT_EQ(progress_line("rows", 5, 10), "rows [###############...............]  50 %  5 of 10");
    EXPECT_EQ(progress_line("rows", 5, 0), "rows  5");
    EXPECT_EQ(progress_line("rows", 11, 10),
              "rows [##############################] 100 %  11 of 10");
}

}  // namespace
}  // namespace gps::commands
