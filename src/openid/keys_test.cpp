#include "openid/claims.hpp"
#include "openid/token_test.hpp"
#include "openid/tokens.hpp"

#include <initializer_list>
#include <memory>

#include <gtest/gtest.h>
#include <openssl/pem.h>

namespace gps::openid {
namespace {

namespace fs = std::filesystem;

std::string with(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

// An RSA key of the service, made as its operator may.
void write_rsa(const fs::path& file, unsigned bits) {
    const KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{bits}),
                        EVP_PKEY_free);
    const std::unique_ptr<std::FILE, Freed<std::fclose>> opened(std::fopen(file.c_str(), "we"));
    PEM_write_PrivateKey(opened.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    fs::permissions(file, fs::perms(0600));
}

SigningKey rsa_key(unsigned bits) {
    const tests::TemporaryFolder folder;
    write_rsa(folder.path() / "rsa.pem", bits);
    return SigningKey::load(folder.path() / "rsa.pem");
}

TEST(PublicKeys, AreThoseThatCanBeTrusted) {
    const auto& jwk = key_of_provider().public_jwk();
    ASSERT_EQ(only(jwk).size(), 1U);
    const auto x = jwk.substr(jwk.find(R"("x":")") + 5, 43);
    struct Case {
        std::string jwk;
        std::string_view what;
    };
    for (const auto& [other, what] : std::initializer_list<Case>{
             {with(jwk, "P-256", "P-384"), "another curve"},
             {with(jwk, R"("use":"sig")", R"("use":"enc")"), "for encrypting"},
             {with(jwk, R"("use":"sig")", R"("key_ops":["sign"])"), "for signing"},
             {with(jwk, R"("use":"sig")", R"("key_ops":"verify")"), "a use that is no list"},
             {with(jwk, R"("alg":"ES256")", R"("alg":"ES384")"), "another algorithm"},
             {with(jwk, R"("kty":"EC")", R"("kty":"oct","k":"AAAA")"), "a shared secret"},
             {with(jwk, R"("use":"sig")", R"("use":"sig","d":"AAAA")"), "with its private part"},
             {with(jwk, x, std::string(43, 'A')), "no point of the curve"},
             {with(jwk, x, x.substr(0, 42)), "a coordinate cut short"},
             {with(jwk, x, x + "AA"), "a coordinate too long"},
             {with(jwk, R"("kid")", R"("kit")"), "without a name"},
             {with(jwk, R"("kid":)", R"("kid":"","x-kid":)"), "an empty name"},
             {with(jwk, R"("kid":)", R"("kid":1,"x-kid":)"), "a name that is no text"},
             {with(jwk, R"("kty":"EC")", R"("kty":"EC","kty":"EC")"), "a member twice"},
             {fmt::format("{0},{0}", jwk), "two of one name"},
             {fmt::format("{0},{0},{0}", jwk), "three of one name"},
         })
        EXPECT_EQ(only(other).size(), 0U) << what;
    EXPECT_EQ(only(jwk, Algorithm::Rs256).size(), 0U);
    EXPECT_EQ(only("1,null,\"a\",[]," + jwk).size(), 1U);
}

TEST(PublicKeys, OfRsaAreLongAndHaveTheUsualExponent) {
    const auto jwk = rsa_key(2048).public_jwk();
    EXPECT_EQ(only(jwk, Algorithm::Rs256).size(), 1U);
    EXPECT_EQ(only(jwk).size(), 0U);
    for (const auto* e : {"AQ", "Aw", "AAEAAQ", "AQAC", ""})
        EXPECT_EQ(only(with(jwk, "\"AQAB\"", fmt::format("\"{}\"", e)), Algorithm::Rs256).size(),
                  0U)
            << e;
    const auto n = jwk.substr(jwk.find(R"("n":")") + 5, 342);
    EXPECT_EQ(only(with(jwk, n, n.substr(0, 170)), Algorithm::Rs256).size(), 0U);
    EXPECT_EQ(only(with(jwk, n, std::string(342, 'A')), Algorithm::Rs256).size(), 0U);
    EXPECT_EQ(only(with(jwk, n, n.substr(0, 340) + n + n), Algorithm::Rs256).size(), 0U);
}

TEST(PublicKeys, AreNoneInWhatIsNoSetOfThem) {
    const auto& jwk = key_of_provider().public_jwk();
    for (const auto& wrong :
         {std::string(), std::string("{}"), std::string("[]"), std::string("null"),
          std::string(R"({"keys":{}})"), fmt::format("[{}]", jwk), jwk,
          fmt::format(R"({{"keys":[{0}],"keys":[{0}]}})", jwk),
          fmt::format(R"({{"keys":[{}]}})", jwk).append(Claims::kMostBytes, ' ')})
        EXPECT_EQ(PublicKeys::parse(wrong, Algorithm::Es256).size(), 0U) << wrong.substr(0, 60);
    std::string many = jwk;
    for (std::size_t i = 0; i < PublicKeys::kMost; ++i) many += ",{}";
    EXPECT_EQ(only(many).size(), 0U);
}

TEST(SigningKey, OfEitherFamilySignsWhatItsPublicPartVerifies) {
    for (const auto& key : {fresh_key(), rsa_key(2048)}) {
        const auto keys = only(key.public_jwk(), key.algorithm());
        ASSERT_EQ(keys.size(), 1U);
        const auto token = key.sign(R"({"sub":"gps"})");
        EXPECT_TRUE(verified(token, keys, key.algorithm())) << name_of(key.algorithm());
        auto altered = token;
        altered.back() = altered.back() == 'A' ? 'Q' : 'A';
        EXPECT_FALSE(verified(altered, keys, key.algorithm()));
    }
}

TEST(SigningKey, SignsEveryTimeInTheLengthOfItsFamily) {
    // One number in 256 is shorter by a byte than the others, and is padded.
    for (int i = 0; i < 600; ++i) {
        const auto token = key_of_provider().sign("{}");
        ASSERT_EQ(from_base64url(token.substr(token.rfind('.') + 1))->size(), 64U);
    }
}

TEST(SigningKey, IsReadByItsOwnerOnly) {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "cle.pem";
    SigningKey::write_new(file);
    EXPECT_THROW(SigningKey::write_new(file), SigningKey::Unusable);
    const auto key = SigningKey::load(file);
    EXPECT_EQ(key.name(), SigningKey::load(file).name());
    EXPECT_FALSE(Claims::parse(key.public_jwk())->has("d"));
    for (const auto mode : {0640, 0604, 0620, 0602}) {
        fs::permissions(file, fs::perms(mode));
        EXPECT_THROW(SigningKey::load(file), SigningKey::Unusable) << mode;
    }
}

TEST(SigningKey, IsNotWeak) {
    const tests::TemporaryFolder folder;
    EXPECT_THROW(SigningKey::load(folder.path() / "aucune.pem"), SigningKey::Unusable);
    write_rsa(folder.path() / "court.pem", 1024);
    EXPECT_THROW(SigningKey::load(folder.path() / "court.pem"), SigningKey::Unusable);
}

}  // namespace
}  // namespace gps::openid
