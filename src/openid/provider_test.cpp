#include "openid/provider.hpp"

#include "openid/provider_test.hpp"
#include "support/together.hpp"

#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

namespace gps::openid {
namespace {

using namespace std::chrono_literals;

// The service, and the provider of the tests that is set up as ProConnect is.
class Scene {
 public:
    explicit Scene(Algorithm algorithm = Algorithm::Es256)
        : server("openid_provider.mjs",
                 {"--client", "gps", "--jwks", jwks_of_service(), "--return",
                  std::string(kReturnUrl), "--goodbye", std::string(kGoodbyeUrl), "--algorithm",
                  std::string(name_of(algorithm))}),
          provider(settings_for(server.issuer(), algorithm), clock) {}

    // What somebody is sent there with comes back.
    Believed<Identity> sign_in(const Departure& departure) {
        const auto address = provider.address_of(departure);
        if (!address) return doubt(address.error());
        return identify(departure, tests::Wanderer().sent_to(*address, kReturnUrl));
    }
    Believed<Identity> sign_in(Strength strength = Strength::OneFactor) {
        return sign_in(Provider::fresh_departure(strength));
    }
    Believed<Identity> identify(const Departure& departure, const std::string& way_back) {
        return provider.identify(departure, WayBack(way_back).arrival());
    }
    std::int64_t times_asked(const std::string& page) const {
        return Claims::parse(server.get("/counts"))->date("/api/v2" + page).value_or(0);
    }

    LateClock clock;
    tests::OpenidServer server;
    Provider provider;
};

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

TEST(RealProvider, SaysWhoComes) {
    for (const auto algorithm : {Algorithm::Es256, Algorithm::Rs256}) {
        Scene scene(algorithm);
        scene.server.put("/who", R"({"sub":"b2","usual_name":"D’Arc\u00e9","amr":["pwd","totp"]})");
        const auto who = scene.sign_in();
        ASSERT_EQ(doubt_name(who), "") << name_of(algorithm);
        EXPECT_EQ(who->issuer, scene.server.issuer());
        EXPECT_EQ(who->subject, "b2");
        EXPECT_EQ(who->email, "claire.durand@mission.example");
        EXPECT_EQ(who->given_name, "Claire");
        EXPECT_EQ(who->usual_name, "D’Arcé");
        EXPECT_EQ(who->siret, "13002603200016");
        EXPECT_EQ(who->acr, "eidas1");
        EXPECT_EQ(who->amr, (std::vector<std::string>{"pwd", "totp"}));
        EXPECT_EQ(who->strength, Strength::TwoFactors);
        EXPECT_FALSE(who->id_token.empty());
    }
}

TEST(RealProvider, IsAskedForWhatIsReadAndNothingElse) {
    Scene scene;
    const auto address = scene.provider.address_of(Provider::fresh_departure());
    ASSERT_TRUE(address);
    EXPECT_NE(address->find("&scope=openid%20given_name%20usual_name%20email%20siret&"),
              std::string::npos)
        << *address;
}

TEST(RealProvider, ProvesASecondFactorWhenItIsAsked) {
    Scene scene;
    scene.server.put("/who", R"({"acr":"eidas1","amr":["pwd"]})");
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    EXPECT_EQ(doubt_name(scene.sign_in(Strength::TwoFactors)), "given-up");
    scene.server.put("/who", R"({"acr":"eidas2","amr":["pwd","pop","mfa"]})");
    const auto who = scene.sign_in(Strength::TwoFactors);
    ASSERT_EQ(doubt_name(who), "");
    EXPECT_EQ(who->strength, Strength::TwoFactors);
}

TEST(RealProvider, SaysWhoComesOnlyOnceAndOnlyToTheBrowserThatLeft) {
    Scene scene;
    const auto departure = Provider::fresh_departure();
    const auto way_back =
        tests::Wanderer().sent_to(*scene.provider.address_of(departure), kReturnUrl);
    ASSERT_NE(way_back, "");
    EXPECT_EQ(doubt_name(scene.identify({}, way_back)), "state");
    EXPECT_EQ(doubt_name(scene.identify(Provider::fresh_departure(), way_back)), "state");
    EXPECT_EQ(scene.times_asked("/token"), 0) << "nobody makes us ask without a departure";

    auto other = departure;
    other.verifier = Provider::fresh_departure().verifier;
    EXPECT_EQ(doubt_name(scene.identify(other, way_back)), "refused") << "PKCE";

    const auto second = Provider::fresh_departure();
    const auto second_way =
        tests::Wanderer().sent_to(*scene.provider.address_of(second), kReturnUrl);
    auto without_nonce = second;
    without_nonce.nonce = departure.nonce;
    EXPECT_EQ(doubt_name(scene.identify(without_nonce, second_way)), "nonce");
    EXPECT_EQ(doubt_name(scene.identify(second, second_way)), "refused") << "the code has served";
}

TEST(RealProvider, DoesNotHoldWhoeverGivesUp) {
    Scene scene;
    scene.server.put("/who", R"({"gives_up":true})");
    EXPECT_EQ(doubt_name(scene.sign_in()), "given-up");
    EXPECT_EQ(scene.times_asked("/token"), 0);
}

TEST(RealProvider, ChangesItsKeysWithoutARestart) {
    Scene scene;
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    scene.server.put("/keys");
    EXPECT_EQ(doubt_name(scene.sign_in()), "key") << "asked for less than a minute ago";
    EXPECT_EQ(scene.times_asked("/jwks"), 1);
    scene.clock.set_late_by(61s);
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    EXPECT_EQ(scene.times_asked("/jwks"), 2);
    EXPECT_EQ(scene.times_asked("/.well-known/openid-configuration"), 1);
}

TEST(RealProvider, IsLeftAloneWhenItIsAway) {
    Scene scene;
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    const auto departure = Provider::fresh_departure();
    const auto way_back =
        tests::Wanderer().sent_to(*scene.provider.address_of(departure), kReturnUrl);
    scene.server.put("/state", R"({"is_down":true})");
    for (int i = 0; i < Gate::kMostFailures; ++i)
        EXPECT_EQ(doubt_name(scene.identify(departure, way_back)), "broken");
    const auto asked = scene.times_asked("/token");
    EXPECT_EQ(doubt_name(scene.identify(departure, way_back)), "resting");
    EXPECT_EQ(scene.times_asked("/token"), asked);
    EXPECT_TRUE(scene.provider.address_of(departure)) << "where to go is known";
    scene.server.put("/state");
    scene.clock.set_late_by(15s);
    EXPECT_EQ(doubt_name(scene.identify(departure, way_back)), "") << "the code still lives";
}

TEST(RealProvider, HoldsFourThreadsAtMostForFourSeconds) {
    Scene scene;
    EXPECT_EQ(doubt_name(scene.sign_in()), "");
    const auto departure = Provider::fresh_departure();
    const auto way_back =
        tests::Wanderer().sent_to(*scene.provider.address_of(departure), kReturnUrl);
    scene.server.put("/state", R"({"slow_ms":20000})");
    std::atomic<int> busy = 0;
    std::atomic<int> late = 0;
    std::atomic<int> slow_to_say_so = 0;
    tests::together(16, [&](int) {
        const auto began = std::chrono::steady_clock::now();
        const auto why = doubt_name(scene.identify(departure, way_back));
        const auto lasted = std::chrono::steady_clock::now() - began;
        busy += why == "busy" ? 1 : 0;
        late += why == "timeout" && lasted < 5s ? 1 : 0;
        slow_to_say_so += why == "busy" && lasted > 1s ? 1 : 0;
    });
    EXPECT_EQ(late, 4);
    EXPECT_EQ(busy, 12);
    EXPECT_EQ(slow_to_say_so, 0);
}

TEST(RealProvider, SignsOutAndSendsBack) {
    Scene scene;
    tests::Wanderer browser;
    const auto departure = Provider::fresh_departure();
    const auto way_back = browser.sent_to(*scene.provider.address_of(departure), kReturnUrl);
    const auto who = scene.identify(departure, way_back);
    ASSERT_EQ(doubt_name(who), "");
    const auto address = scene.provider.sign_out_address(who->id_token, "un-etat");
    ASSERT_TRUE(address);
    const auto& page = browser.visit(*address);
    EXPECT_NE(page.find("Se déconnecter"), std::string::npos) << page;
}

TEST(RealProvider, SignsOutWithoutAHintThatWouldNotFitInAnAddress) {
    Scene scene;
    tests::Wanderer browser;
    const auto departure = Provider::fresh_departure();
    ASSERT_NE(browser.sent_to(*scene.provider.address_of(departure), kReturnUrl), "");
    const auto sent_to = [&](std::size_t length) {
        return *scene.provider.sign_out_address(base::Secret(std::string(length, 'a')), "un-etat");
    };
    EXPECT_NE(sent_to(5 << 10).find("id_token_hint=aaa"), std::string::npos);
    const auto address = sent_to(32 << 10);
    EXPECT_LT(address.size(), 6U << 10U);
    EXPECT_EQ(address.find("id_token_hint"), std::string::npos);
    EXPECT_NE(address.find("state=un-etat"), std::string::npos);
    const auto& page = browser.visit(address);
    EXPECT_NE(page.find("Se déconnecter"), std::string::npos) << page;
}

TEST(RealProvider, IsNotThereAtAll) {
    const LateClock clock;
    // Nothing listens on the first port.
    Provider provider(settings_for("http://127.0.0.1:1/api/v2", Algorithm::Es256), clock);
    EXPECT_EQ(doubt_name(provider.address_of(Provider::fresh_departure())), "unreachable");
    EXPECT_EQ(doubt_name(provider.sign_out_address(base::Secret("x"), "y")), "unreachable");
}

}  // namespace
}  // namespace gps::openid
