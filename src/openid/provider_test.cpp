#include "openid/provider.hpp"

#include "openid/token_test.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace gps::openid {
namespace {

TEST(Provider, IsReachedByHttpsUnlessItIsOnThisMachineAndAllowed) {
    const base::SystemClock clock;
    const auto accepts = [&](std::string issuer, bool allow) {
        try {
            const Provider made(
                {.key = fresh_key(), .issuer = std::move(issuer), .allow_http_on_loopback = allow},
                clock);
            return true;
        } catch (const std::invalid_argument&) {
            return false;
        }
    };
    EXPECT_TRUE(accepts("https://fournisseur.example/api/v2", false));
    EXPECT_TRUE(accepts("http://127.0.0.1:4242/api/v2", true));
    EXPECT_FALSE(accepts("http://127.0.0.1:4242/api/v2", false));
    EXPECT_FALSE(accepts("http://fournisseur.example/api/v2", true));
    EXPECT_FALSE(accepts("", true));
}

TEST(Provider, ADepartureIsNeverThatOfAnother) {
    const auto one = Provider::fresh_departure();
    const auto other = Provider::fresh_departure();
    EXPECT_GE(one.state.size(), 43U);
    EXPECT_NE(one.state, other.state);
    EXPECT_NE(one.nonce, other.nonce);
    EXPECT_NE(one.verifier, other.verifier);
    EXPECT_NE(one.state, one.nonce);
}

TEST(Fields, AreEncodedOnceAndWhole) {
    EXPECT_EQ(encoded({{"a", "b c&d=é\r\n"}, {"x", ""}}), "a=b%20c%26d%3D%C3%A9%0D%0A&x=");
    EXPECT_EQ(encoded({}), "");
}

}  // namespace
}  // namespace gps::openid
