#include "openid/identity_rules.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gps::openid {
namespace {

constexpr std::string_view kIssuer = "https://fournisseur.example/api/v2";
constexpr std::string_view kNonce = "un-nonce-de-plus-de-trente-deux-caracteres";
constexpr std::int64_t kNow = 1'800'000'000;

using Members = std::map<std::string, std::string>;

Members id_token() {
    return {{"iss", R"("https://fournisseur.example/api/v2")"},
            {"aud", R"("gps")"},
            {"sub", R"("a1b2")"},
            {"exp", "1800000060"},
            {"iat", "1800000000"},
            {"nonce", fmt::format("\"{}\"", kNonce)},
            {"acr", R"("eidas1")"},
            {"amr", R"(["pwd"])"}};
}

Members user_info() {
    return {{"iss", R"("https://fournisseur.example/api/v2")"},
            {"aud", R"("gps")"},
            {"sub", R"("a1b2")"},
            {"iat", "1800000000"},
            {"email", R"("claire.durand@mission.example")"},
            {"given_name", R"("Claire")"},
            {"usual_name", R"("Durand")"},
            {"siret", R"("13002603200016")"}};
}

Claims claims_of(const Members& members) {
    std::string text;
    for (const auto& [name, value] : members)
        text += fmt::format("{}\"{}\":{}", text.empty() ? "{" : ",", name, value);
    return *Claims::parse(text + "}");
}

Expected expected(Strength strength = Strength::OneFactor) {
    return {.now = base::Instant{}.plus(std::chrono::seconds(kNow)),
            .issuer = kIssuer,
            .client = "gps",
            .nonce = kNonce,
            .access_token = "un-acces",
            .strength = strength};
}

std::string name_of(const Believed<>& good) {
    return good ? "" : std::string(name_of(good.error()));
}

std::string doubt_of_id(const Members& members, Strength strength = Strength::OneFactor) {
    return name_of(check_id_token(claims_of(members), expected(strength)));
}

std::string doubt_of_info(const Members& members) {
    return name_of(check_user_info(claims_of(members), expected(), "a1b2"));
}

// One member said otherwise; nullptr: not at all.
struct Said {
    const char* name;
    const char* value;
    std::string_view why;
};

Members with(Members members, const Said& one) {
    members.erase(one.name);
    if (one.value != nullptr) members.emplace(one.name, one.value);
    return members;
}

TEST(IdToken, IsBelievedWhenAllIsRight) {
    for (const auto& one : std::initializer_list<Said>{{"sub", R"("a1b2")", ""},
                                                       {"aud", R"(["gps"])", ""},
                                                       {"azp", R"("gps")", ""},
                                                       {"exp", "1799999971", ""},
                                                       {"exp", "1800000060.75", ""},
                                                       {"iat", "1799999700", ""},
                                                       {"iat", "1800000030", ""},
                                                       {"nbf", "1800000030", ""},
                                                       {"auth_time", "1799990000", ""},
                                                       {"autre", R"({"x":[1,{}]})", ""}})
        EXPECT_EQ(doubt_of_id(with(id_token(), one)), one.why) << one.name << one.value;
}

TEST(IdToken, IsDoubtedForEachThingItSaysOtherwise) {
    for (const auto& one : std::initializer_list<Said>{
             {"iss", nullptr, "issuer"},
             {"iss", R"("https://autre.example/api/v2")", "issuer"},
             {"iss", R"("https://fournisseur.example/api/v2/")", "issuer"},
             {"iss", R"("HTTPS://fournisseur.example/api/v2")", "issuer"},
             {"iss", "null", "issuer"},
             {"iss", R"(["https://fournisseur.example/api/v2"])", "issuer"},
             {"aud", nullptr, "audience"},
             {"aud", R"("autre")", "audience"},
             {"aud", R"("GPS")", "audience"},
             {"aud", R"(["gps","autre"])", "audience"},
             {"aud", R"(["gps","gps"])", "audience"},
             {"aud", "[]", "audience"},
             {"aud", "{}", "audience"},
             {"aud", R"(["gps",1])", "audience"},
             {"azp", R"("autre")", "presenter"},
             {"azp", "1", "presenter"},
             {"exp", nullptr, "dates"},
             {"exp", R"("1800000060")", "dates"},
             {"exp", "1e300", "dates"},
             {"exp", "-1", "dates"},
             {"exp", "null", "dates"},
             {"exp", "99999999999999999999", "dates"},
             {"iat", nullptr, "dates"},
             {"iat", R"("hier")", "dates"},
             {"iat", "true", "dates"},
             {"nbf", R"("demain")", "dates"},
             {"exp", "1799999970", "expired"},
             {"exp", "0", "expired"},
             {"iat", "1799999699", "old"},
             {"iat", "1800000031", "not-yet"},
             {"nbf", "1800000031", "not-yet"},
             {"nonce", nullptr, "nonce"},
             {"nonce", R"("un-autre")", "nonce"},
             {"nonce", R"("")", "nonce"},
             {"nonce", "null", "nonce"},
             {"sub", nullptr, "subject"},
             {"sub", R"("")", "subject"},
             {"sub", "12", "subject"},
             {"sub", R"("a b")", "subject"},
             {"sub", R"("a\u0000b")", "subject"},
             {"sub", R"("é")", "subject"},
             {"at_hash", R"("AAAAAAAAAAAAAAAAAAAAAA")", "access-token"},
             {"at_hash", R"("")", "access-token"},
             {"at_hash", "1", "access-token"},
             {"auth_time", R"("hier")", "sign-in-time"},
             {"auth_time", "1800000031", "sign-in-time"},
             {"acr", nullptr, "acr"},
             {"acr", R"(["eidas1"])", "acr"},
             {"acr", "2", "acr"},
             {"amr", nullptr, "amr"},
             {"amr", "[]", "amr"},
             {"amr", R"("pwd")", "amr"},
             {"amr", R"(["pwd",1])", "amr"},
         })
        EXPECT_EQ(doubt_of_id(with(id_token(), one)), one.why)
            << one.name << (one.value == nullptr ? "" : one.value);
    const auto long_subject = fmt::format("\"{}\"", std::string(256, 'a'));
    EXPECT_EQ(doubt_of_id(with(id_token(), {"sub", long_subject.c_str(), ""})), "subject");
}

TEST(IdToken, GoesWithTheAccessTokenItSpeaksOf) {
    // echo -n un-acces | openssl sha256 -binary | head -c 16 | base64
    const Said right{"at_hash", R"("KyJDvR5Oy5WcLT-nICcOnQ")", ""};
    EXPECT_EQ(doubt_of_id(with(id_token(), right)), "");
    auto other = expected();
    other.access_token = "un-autre";
    EXPECT_EQ(name_of(check_id_token(claims_of(with(id_token(), right)), other)), "access-token");
}

TEST(IdToken, AnswersOnlyADepartureThatAskedForSomething) {
    auto nothing_asked = expected();
    nothing_asked.nonce = "";
    EXPECT_EQ(
        name_of(check_id_token(claims_of(with(id_token(), {"nonce", R"("")", ""})), nothing_asked)),
        "nonce");
}

TEST(IdToken, IsAsSureOfThePersonAsWasAsked) {
    const auto doubt = [](const char* acr, const char* amr) {
        auto said = with(id_token(), {"acr", acr, ""});
        return doubt_of_id(with(said, {"amr", amr, ""}), Strength::TwoFactors);
    };
    EXPECT_EQ(doubt(R"("eidas2")", R"(["pwd"])"), "");
    EXPECT_EQ(doubt(R"("eidas1")", R"(["pwd","totp"])"), "");
    EXPECT_EQ(doubt(R"("eidas1")", R"(["pwd"])"), "assurance");
    EXPECT_EQ(doubt(R"("eidas1-mfa")", R"(["pwd","mfa"])"), "assurance");
}

TEST(Strength, IsTwoFactorsOnlyWhenTheSecondIsNoMail) {
    struct Row {
        std::string_view acr;
        std::vector<std::string> amr;
        bool is_proven;
    };
    for (const auto& [acr, amr, is_proven] : std::initializer_list<Row>{
             {"eidas0", {"pwd"}, false},
             {"eidas1", {"pwd"}, false},
             {"eidas1", {"mail"}, false},
             {"eidas1", {"pwd", "mail"}, false},
             {"eidas1", {"pwd", "mail", "mfa"}, false},
             {"eidas1", {"pwd", "mfa"}, true},
             {"eidas1", {"pwd", "totp"}, true},
             {"eidas1", {"pop"}, true},
             {"eidas1", {"pwd", "mail", "totp", "mfa"}, true},
             {"eidas1", {"TOTP"}, false},
             {"eidas1-mfa", {"pwd"}, false},
             {"eidas1-mfa", {"pwd", "mfa"}, false},
             {"eidas1-mfa", {"pwd", "totp"}, true},
             {"eidas0-mfa", {"pwd", "mfa"}, false},
             {"eidas2", {"pwd"}, true},
             {"eidas3", {}, true},
             {"eidas22", {"pwd"}, false},
             {"EIDAS2", {"pwd"}, false},
             {"eidas2 eidas3", {"pwd"}, false},
             {"https://proconnect.gouv.fr/assurance/self-asserted-2fa", {"pwd"}, false},
             {"", {}, false},
         })
        EXPECT_EQ(strength_of(acr, amr) == Strength::TwoFactors, is_proven)
            << acr << " " << fmt::format("{}", fmt::join(amr, " "));
}

TEST(UserInfo, IsBelievedWhenAllIsRight) {
    for (const auto& one : std::initializer_list<Said>{
             {"sub", R"("a1b2")", ""},
             {"aud", R"(["gps"])", ""},
             {"exp", "1800000060", ""},
             {"email", R"("o'neil+1@sous.domaine.example")", ""},
             {"given_name", R"("Zoé-Léa D’Arc")", ""},
             {"usual_name", R"("لطيفة")", ""},
         })
        EXPECT_EQ(doubt_of_info(with(user_info(), one)), one.why) << one.value;
}

TEST(UserInfo, IsDoubtedForEachThingItSaysOtherwise) {
    for (const auto& one : std::initializer_list<Said>{
             {"sub", nullptr, "subject"},
             {"sub", R"("a1b3")", "subject"},
             {"sub", R"(["a1b2"])", "subject"},
             {"iss", nullptr, "issuer"},
             {"iss", R"("https://autre.example")", "issuer"},
             {"aud", nullptr, "audience"},
             {"aud", R"("autre")", "audience"},
             {"aud", R"(["gps","autre"])", "audience"},
             {"iat", nullptr, "dates"},
             {"exp", R"("1800000060")", "dates"},
             {"exp", "1799999970", "expired"},
             {"iat", "1799999699", "old"},
             {"iat", "1800000031", "not-yet"},
             {"nbf", "1800000031", "not-yet"},
             {"email", nullptr, "email"},
             {"email", R"("")", "email"},
             {"email", R"(["a@b.example"])", "email"},
             {"email", R"("claire")", "email"},
             {"email", R"("@mission.example")", "email"},
             {"email", R"("claire@mission")", "email"},
             {"email", R"("claire@.example")", "email"},
             {"email", R"("claire@mission.")", "email"},
             {"email", R"("a@b@mission.example")", "email"},
             {"email", R"("a@b.example,c@d.example")", "email"},
             {"email", R"("a@b.example\r\nBcc: c@d.example")", "email"},
             {"email", R"("a\u0000@b.example")", "email"},
             {"email", R"("<a@b.example>")", "email"},
             {"email", R"("a b@mission.example")", "email"},
             {"email", R"("é@mission.example")", "email"},
             {"given_name", nullptr, "name"},
             {"given_name", R"("")", "name"},
             {"given_name", R"("   ")", "name"},
             {"given_name", "1", "name"},
             {"given_name", R"("a\r\nb")", "name"},
             {"given_name", R"("a\u0000b")", "name"},
             {"usual_name", nullptr, "name"},
             {"usual_name", R"("a\u0085b")", "name"},
             {"usual_name", R"("a\u007fb")", "name"},
             {"usual_name", R"("a\u202eb")", "name"},
             {"usual_name", R"("a\u2066b")", "name"},
             {"usual_name", R"("a\u2028b")", "name"},
             {"siret", nullptr, "siret"},
             {"siret", R"("1300260320001")", "siret"},
             {"siret", R"("130026032000160")", "siret"},
             {"siret", R"("1300260320001a")", "siret"},
             {"siret", R"(" 3002603200016")", "siret"},
             {"siret", "13002603200016", "siret"},
         })
        EXPECT_EQ(doubt_of_info(with(user_info(), one)), one.why)
            << one.name << (one.value == nullptr ? "" : one.value);
    const auto long_email = fmt::format("\"{}@mission.example\"", std::string(240, 'a'));
    EXPECT_EQ(doubt_of_info(with(user_info(), {"email", long_email.c_str(), ""})), "email");
    const auto long_name = fmt::format("\"{}\"", std::string(201, 'a'));
    EXPECT_EQ(doubt_of_info(with(user_info(), {"usual_name", long_name.c_str(), ""})), "name");
}

TEST(UserInfo, IsAboutNobodyWhenNobodyIsAskedFor) {
    EXPECT_EQ(name_of(check_user_info(claims_of(with(user_info(), {"sub", R"("")", ""})),
                                      expected(), "")),
              "subject");
}

}  // namespace
}  // namespace gps::openid
