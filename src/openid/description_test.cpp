#include "openid/description.hpp"

#include <initializer_list>

#include <gtest/gtest.h>

namespace gps::openid {
namespace {

constexpr std::string_view kDescribed = "https://fournisseur.example/api/v2";

std::string description(std::string_view from = "", std::string_view to = "") {
    std::string text = R"({"issuer":"https://fournisseur.example/api/v2",)"
                       R"("authorization_endpoint":"https://fournisseur.example/api/v2/authorize",)"
                       R"("token_endpoint":"https://fournisseur.example/api/v2/token",)"
                       R"("userinfo_endpoint":"https://fournisseur.example/api/v2/userinfo",)"
                       R"("jwks_uri":"https://fournisseur.example/api/v2/jwks",)"
                       R"("end_session_endpoint":"https://fournisseur.example/api/v2/session/end",)"
                       R"("authorization_response_iss_parameter_supported":true,"x":{"y":[1]}})";
    return text.replace(text.find(from), from.size(), to);
}

TEST(Description, SaysWhereToGo) {
    const auto read = Description::read(description(), kDescribed);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->token, "https://fournisseur.example/api/v2/token");
    EXPECT_EQ(read->end_session, "https://fournisseur.example/api/v2/session/end");
    EXPECT_TRUE(read->names_itself);
    const auto bare = Description::read(
        description(R"("end_session_endpoint")", R"("x_end_session_endpoint")"), kDescribed);
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->end_session, "");
}

TEST(Description, IsThatOfTheIssuerAndOfItsOriginAlone) {
    struct Case {
        std::string_view from;
        std::string_view to;
    };
    for (const auto& [from, to] : std::initializer_list<Case>{
             {R"("issuer":"https://)", R"("issuer":"http://)"},
             {R"(api/v2",)", R"(api/v2/",)"},
             {R"("issuer")", R"("x")"},
             {R"("token_endpoint")", R"("x_token_endpoint")"},
             {R"("token_endpoint":"https)", R"("token_endpoint":"http)"},
             {"fournisseur.example/api/v2/token", "autre.example/token"},
             {"fournisseur.example/api/v2/token", "fournisseur.example.mechant.example/token"},
             {"fournisseur.example/api/v2/token", "fournisseur.example@mechant.example/token"},
             {"fournisseur.example/api/v2/token", "fournisseur.example:8443/token"},
             {"fournisseur.example/api/v2/token", "fournisseur.example"},
             {"fournisseur.example/api/v2/token", R"(fournisseur.example/a\r\nb)"},
             {"fournisseur.example/api/v2/token", R"(fournisseur.example/a\\b)"},
             {"fournisseur.example/api/v2/token", "fournisseur.example/#a"},
             {"fournisseur.example/api/v2/userinfo", "autre.example/userinfo"},
             {"fournisseur.example/api/v2/jwks", "autre.example/jwks"},
             {"fournisseur.example/api/v2/authorize", "autre.example/authorize"},
             {"fournisseur.example/api/v2/session", "autre.example/session"},
             {R"("https://fournisseur.example/api/v2/jwks")", "[]"},
             {R"("https://fournisseur.example/api/v2/jwks")", R"("file:///etc/passwd")"},
             {"{", "["},
             {R"("x")", R"("issuer")"},
         })
        EXPECT_FALSE(Description::read(description(from, to), kDescribed)) << to;
    EXPECT_FALSE(Description::read(description(), "https://autre.example"));
}

TEST(Description, KnowsAnAddressOfThisMachine) {
    for (const auto* yes : {"http://127.0.0.1", "http://127.0.0.1:80/a", "http://[::1]:1/",
                            "http://localhost:4242/api/v2"})
        EXPECT_TRUE(is_on_loopback(yes)) << yes;
    for (const auto* no : {"", "http://", "https://127.0.0.1", "http://127.0.0.10",
                           "http://127.0.0.1.mechant.example", "http://localhost.example",
                           "http://127.0.0.1:80@mechant.example/", "http://10.0.0.1"})
        EXPECT_FALSE(is_on_loopback(no)) << no;
}

}  // namespace
}  // namespace gps::openid
