#include "base/signature.hpp"

#include <gtest/gtest.h>

using namespace gps::base;

namespace {

// RFC 8032, 7.1, the first test: an empty message.
const Secret kSeed(
    "\x9d\x61\xb1\x9d\xef\xfd\x5a\x60\xba\x84\x4a\xf4\x92\xec\x2c\xc4"
    "\x44\x49\xc5\x69\x7b\x32\x69\x19\x70\x3b\xac\x03\x1c\xae\x7f\x60");
constexpr std::string_view kSignature =
    "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc"
    "+bRr0lv18FlbviRlUUFDjnoQCw==";

}  // namespace

TEST(Signature, IsThatOfTheStandard) {
    EXPECT_EQ(sign(kSeed, ""), kSignature);
    EXPECT_EQ(public_key(kSeed).substr(0, 4), "\xd7\x5a\x98\x01");
}

TEST(Signature, IsOfOneTextAndOneKey) {
    const auto signature = sign(kSeed, "seq=1");
    const auto key = public_key(kSeed);
    EXPECT_TRUE(is_signed(key, "seq=1", signature));
    EXPECT_FALSE(is_signed(key, "seq=2", signature));
    EXPECT_FALSE(is_signed(public_key(Secret(std::string(32, 'k'))), "seq=1", signature));
    EXPECT_FALSE(is_signed(key.substr(1), "seq=1", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto changed = signature;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(is_signed(key, "seq=1", changed)) << i;
    }
    EXPECT_FALSE(is_signed(key, "seq=1", ""));
    EXPECT_FALSE(is_signed(key, "seq=1", signature + "AAAA"));
}

TEST(Signature, RefusesAKeyOfAnotherLength) {
    EXPECT_THROW(sign(Secret("short"), "text"), std::invalid_argument);
}

TEST(Signature, HasAPublicKeyThatOthersRead) {
    EXPECT_EQ(public_key_pem(public_key(kSeed)),
              "-----BEGIN PUBLIC KEY-----\n"
              "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
              "-----END PUBLIC KEY-----\n");
}
