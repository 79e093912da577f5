#include "base/seal.hpp"

#include <gtest/gtest.h>

using namespace gps::base;

TEST(Seal, OnlyTheSameKeyOpensItAndNobodyAltersIt) {
    const std::string key(32, 'k');
    const auto token = seal(key, "2026-03-05 17");
    EXPECT_EQ(unseal(key, token), "2026-03-05 17");
    EXPECT_NE(seal(key, "2026-03-05 17"), token) << "a fresh nonce each time";
    EXPECT_FALSE(unseal(std::string(32, 'l'), token));
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto altered = token;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        // The last character may hold unused bits: then it is not well formed either.
        EXPECT_FALSE(unseal(key, altered)) << i;
    }
    for (const char* wrong : {"", "x", "%%%", "AAAA"}) EXPECT_FALSE(unseal(key, wrong)) << wrong;
    EXPECT_ANY_THROW(seal("short", "x"));
}

TEST(Seal, OfASecretOpensForWhatItIsBoundToOnly) {
    const std::string key(32, 'k');
    const auto token = seal_for(key, "a secret", "person 1");
    const auto opened = unseal_for(key, token, "person 1");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->reveal(), "a secret");
    EXPECT_NE(seal_for(key, "a secret", "person 1"), token) << "a fresh nonce each time";
    EXPECT_FALSE(unseal_for(key, token, "person 2"));
    EXPECT_FALSE(unseal_for(std::string(32, 'l'), token, "person 1"));
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto altered = token;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(unseal_for(key, altered, "person 1")) << i;
    }
    for (const char* wrong : {"", "x", "%%%", "AAAA"})
        EXPECT_FALSE(unseal_for(key, wrong, "person 1")) << wrong;
}
