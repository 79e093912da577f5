#include "base/text.hpp"

#include <gtest/gtest.h>

using namespace gps::base;

TEST(Text, SpacesAndControlCharactersAreFolded) {
    EXPECT_EQ(clean("  CHU\r\n\tLe\xC2\xA0Phare \x7F"), "CHU Le Phare");
    EXPECT_EQ(clean(" \n "), "");
}

TEST(Text, ATextIsNeverCutInsideACharacter) {
    EXPECT_EQ(beginning("Nîmes", 2), "N");
    EXPECT_EQ(beginning("Nîmes", 3), "Nî");
    EXPECT_EQ(beginning("Nîmes", 6), "Nîmes");
}
