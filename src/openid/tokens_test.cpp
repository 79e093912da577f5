#include "openid/tokens.hpp"

#include "openid/token_test.hpp"

#include <initializer_list>

#include <gtest/gtest.h>

namespace gps::openid {
namespace {

std::string good_token() {
    return key_of_provider().sign(R"({"sub":"a1b2"})");
}

// The same under another header: its signature is of the former.
std::string with_header(std::string_view header) {
    const auto good = good_token();
    return base64url(header) + good.substr(good.find('.'));
}

std::string header(std::string_view alg, std::string_view more = "") {
    return fmt::format(R"({{"alg":"{}","kid":"{}"{}}})", alg, key_of_provider().name(), more);
}

// "" when it is believed.
std::string doubt_about(std::string_view token) {
    const auto claims = verified(token, keys_of_provider(), Algorithm::Es256);
    return claims ? "" : std::string(name_of(claims.error()));
}

TEST(Tokens, AreBelievedWhenTheRightKeySignedThem) {
    const auto claims = verified(good_token(), keys_of_provider(), Algorithm::Es256);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->text("sub"), "a1b2");
    EXPECT_EQ(key_named_by(good_token()), key_of_provider().name());
}

TEST(Tokens, ChooseNeitherTheirAlgorithmNorTheirKey) {
    struct Case {
        std::string header;
        std::string_view why;
    };
    const std::initializer_list<Case> cases{
        {header("none"), "algorithm"},
        {header("None"), "algorithm"},
        {header("nOnE"), "algorithm"},
        {header("HS256"), "algorithm"},
        {header("RS256"), "algorithm"},
        {header("PS256"), "algorithm"},
        {header("ES384"), "algorithm"},
        {header("EdDSA"), "algorithm"},
        {header("es256"), "algorithm"},
        {header("ES256 "), "algorithm"},
        {header(""), "algorithm"},
        {R"({"kid":"x"})", "algorithm"},
        {R"({"alg":["ES256"],"kid":"x"})", "algorithm"},
        {header("ES256", R"(,"typ":"at+jwt")"), "type"},
        {header("ES256", R"(,"typ":"logout+jwt")"), "type"},
        {header("ES256", R"(,"typ":["JWT"])"), "type"},
        {header("ES256", R"(,"crit":["exp"])"), "extension"},
        {header("ES256", R"(,"crit":[])"), "extension"},
        {header("ES256", R"(,"b64":false)"), "extension"},
        {header("ES256", R"(,"zip":"DEF")"), "extension"},
        {header("ES256", R"(,"enc":"A256GCM")"), "extension"},
        {header("ES256", R"(,"jku":"https://mechant.example/jwks")"), "own-key"},
        {header("ES256", R"(,"jwk":{"kty":"oct","k":"AAAA"})"), "own-key"},
        {header("ES256", R"(,"x5u":"https://mechant.example/x5u")"), "own-key"},
        {header("ES256", R"(,"x5c":["AAAA"])"), "own-key"},
        {R"({"alg":"ES256"})", "key"},
        {R"({"alg":"ES256","kid":""})", "key"},
        {R"({"alg":"ES256","kid":"../../etc/passwd"})", "key"},
        {R"({"alg":"ES256","kid":["x"]})", "key"},
        {header("ES256"), "signature"},  // right, but not what was signed
        {R"({"alg":"none","alg":"ES256"})", "malformed"},
        {R"({"alg":"ES256","jwk":{"a":1,"a":2}})", "malformed"},
        {R"(["ES256"])", "malformed"},
    };
    for (const auto& [header, why] : cases)
        EXPECT_EQ(doubt_about(with_header(header)), why) << header;
}

TEST(Tokens, KeepToTheirSignature) {
    const auto good = good_token();
    const auto last = good.rfind('.');
    const auto signature = *from_base64url(good.substr(last + 1));
    const auto altered = [&](std::size_t byte) {
        auto other = signature;
        other[byte] = static_cast<char>(other[byte] ^ 1);
        return other;
    };
    for (const auto& other :
         {std::string(), std::string(64, '\0'), std::string(64, '\xFF'), signature.substr(0, 63),
          signature + "x", signature.substr(32) + signature.substr(0, 32),
          *der_signature(signature), altered(0), altered(31), altered(32), altered(63)})
        EXPECT_EQ(doubt_about(good.substr(0, last + 1) + base64url(other)), "signature")
            << base64url(other);
    // Of another token of the same provider.
    const auto other = key_of_provider().sign(R"({"sub":"autre"})");
    EXPECT_EQ(
        doubt_about(fmt::format("{}{}", good.substr(0, last), other.substr(other.rfind('.')))),
        "signature");
    // By another key that calls itself the same.
    const auto thief = fresh_key();
    const auto stolen = thief.sign(R"({"sub":"a1b2"})");
    EXPECT_EQ(doubt_about(stolen), "key");
    EXPECT_EQ(doubt_about(fmt::format("{}{}", good.substr(0, good.find('.')),
                                      stolen.substr(stolen.find('.')))),
              "signature");
}

TEST(Tokens, AreThreePartsAndNoMore) {
    const auto good = good_token();
    for (const auto& wrong :
         {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), good + ".",
          fmt::format("{0}.{0}", good), good.substr(0, good.rfind('.')), " " + good, good + "=",
          good + "\n", std::string(40 << 10, 'a'), "{}." + good.substr(good.find('.') + 1)}) {
        EXPECT_EQ(doubt_about(wrong), "malformed") << wrong.substr(0, 80);
        EXPECT_TRUE(key_named_by(wrong).empty() || wrong.starts_with(good));
    }
}

TEST(Tokens, SayWhatTheySayInOneWay) {
    for (const auto* payload :
         {"", "{", "[]", "1", "null", R"({"sub":"a","sub":"b"})", R"({"x":{"y":1,"y":1}})",
          R"({"a":1,"\u0061":2})", "{} {}", "{\"sub\":\"\xFF\"}", "\xEF\xBB\xBF{}", R"({"a":NaN})",
          R"({"x":[[[[[[[[[[1]]]]]]]]]]})"})
        EXPECT_EQ(doubt_about(key_of_provider().sign(payload)), "malformed") << payload;
}

TEST(Doubts, EachHasAName) {
    EXPECT_EQ(name_of(Doubt::State), "state");
    EXPECT_EQ(name_of(Doubt::NotYet), "not-yet");
    EXPECT_EQ(name_of(Doubt::Siret), "siret");
    for (const auto why : {Doubt::Unreachable, Doubt::Timeout, Doubt::Broken, Doubt::Busy,
                           Doubt::Resting, Doubt::Description, Doubt::Keys})
        EXPECT_TRUE(is_of_the_moment(why)) << name_of(why);
    for (const auto why : {Doubt::State, Doubt::GivenUp, Doubt::Refused, Doubt::Answer,
                           Doubt::Signature, Doubt::Siret})
        EXPECT_FALSE(is_of_the_moment(why)) << name_of(why);
}

TEST(Base64url, IsWrittenInOneWay) {
    EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
    EXPECT_EQ(from_base64url("-_8"), "\xFB\xFF");
    EXPECT_EQ(from_base64url(""), "");
    for (const auto* wrong : {"-_9", "+/8", "-_8=", "-", "a b", "é", "\xE4\xE4\xE4\xE4", "-_8\xE4"})
        EXPECT_FALSE(from_base64url(wrong)) << wrong;
}

}  // namespace
}  // namespace gps::openid
