#include "base/random.hpp"

#include "base/digest.hpp"

#include <set>

#include <gtest/gtest.h>

using namespace gps::base;

TEST(Random, ATokenHasTheLengthOfItsBits) {
    EXPECT_EQ(random_token(50).size(), 10u);
    EXPECT_EQ(random_token(128).size(), 26u);
    EXPECT_EQ(random_token(256).size(), 52u);
}

TEST(Random, TenThousandTokensAreAllDifferentAndUseTheWholeAlphabet) {
    std::set<std::string> seen;
    std::set<char> letters;
    for (int i = 0; i < 10'000; ++i) {
        const auto token = random_token(128);
        letters.insert(token.begin(), token.end());
        seen.insert(token);
    }
    EXPECT_EQ(seen.size(), 10'000u);
    EXPECT_EQ(letters.size(), 32u);
}

TEST(PublicId, WhatIsNotWellFormedNamesNoRow) {
    const auto id = PublicId::fresh();
    EXPECT_EQ(PublicId::parse(id.text()), id);
    for (const char* wrong : {"", "1", "'; DROP TABLE persons --", "ABCDEFGHJKMNPQRSTVWXYZ0123",
                              "0123456789abcdefghjkmnpqrstu"}) {
        EXPECT_TRUE(PublicId::parse(wrong).empty()) << wrong;
    }
}

TEST(Digest, DependsOnTheKeyAndTheMessage) {
    const std::string key(32, 'k');
    EXPECT_EQ(keyed_digest(key, "code"), keyed_digest(key, "code"));
    EXPECT_NE(keyed_digest(key, "code"), keyed_digest(key, "codf"));
    EXPECT_NE(keyed_digest(key, "code"), keyed_digest(std::string(32, 'l'), "code"));
    EXPECT_EQ(digest("x").size(), 64u);
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
    EXPECT_ANY_THROW(keyed_digest("short", "x"));
}
