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
