#include "openid/claims.hpp"
#include "openid/provider_test.hpp"
#include "support/together.hpp"

#include <atomic>
#include <iostream>
#include <mutex>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace gps::openid {
namespace {

using namespace std::chrono_literals;

constexpr int kAtOnce = 12;

// One thing that a provider may do, and what must come of it; see hostile_openid_cases.mjs.
struct Lie {
    std::string name = {};
    std::string doubt = {};  // "": it is honest
    Strength strength = Strength::OneFactor;
};

struct Outcome {
    std::string doubt = {};
    std::chrono::milliseconds lasted = {};
};

std::vector<Lie> cases_of(const tests::OpenidServer& server) {
    const auto text = server.get("/cases");
    std::vector<Lie> cases;
    const auto all = boost::json::parse(text);
    for (const auto& one : all.at("cases").as_array()) {
        const auto word = [&](const char* name) { return std::string(one.at(name).as_string()); };
        cases.push_back(
            {.name = word("name"),
             .doubt = word("doubt"),
             .strength = word("strength") == "two" ? Strength::TwoFactors : Strength::OneFactor});
    }
    return cases;
}

// Somebody signs in; the service knows nothing of the provider yet.
Believed<Identity> sign_in(Provider& provider, Strength strength) {
    const auto departure = Provider::fresh_departure(strength);
    const auto address = provider.address_of(departure);
    if (!address) return doubt(address.error());
    WayBack way(tests::Wanderer().sent_to(*address, kReturnUrl));
    return provider.identify(departure, way.arrival());
}

class Hostile {
 public:
    explicit Hostile(Algorithm algorithm)
        : algorithm_(algorithm),
          server_("hostile_openid_provider.mjs",
                  {"--client", "gps", "--return", std::string(kReturnUrl), "--algorithm",
                   std::string(name_of(algorithm))}),
          cases_(cases_of(server_)),
          outcomes_(cases_.size()) {}

    void try_all() {
        std::atomic<std::size_t> next = 0;
        tests::together(kAtOnce, [&](int) {
            for (auto i = next++; i < cases_.size(); i = next++) outcomes_[i] = tried(cases_[i]);
        });
    }

    // Each is refused for its own reason, in time; the honest ones are not.
    void expect_what_must_be() {
        int hostile = 0;
        int accepted = 0;
        std::chrono::milliseconds longest{};
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            const auto& [doubt, lasted] = outcomes_[i];
            EXPECT_EQ(doubt, cases_[i].doubt) << cases_[i].name;
            EXPECT_LT(lasted, 10s) << cases_[i].name;  // four, on a machine that is not busy
            longest = std::max(longest, lasted);
            if (cases_[i].doubt.empty()) continue;
            ++hostile;
            accepted += doubt.empty() ? 1 : 0;
        }
        EXPECT_EQ(Claims::parse(server_.get("/counts"))->date("thief"), 0)
            << "the service went where it was lured";
        EXPECT_GE(hostile, 120);
        std::cout << name_of(algorithm_) << ": " << hostile << " hostile cases: " << accepted
                  << " accepted; " << cases_.size() - static_cast<std::size_t>(hostile)
                  << " honest ones; the longest took " << longest.count() << " ms\n";
    }

 private:
    Outcome tried(const Lie& one) const {
        const auto began = std::chrono::steady_clock::now();
        Provider provider(
            settings_for(server_.origin() + "/case/" + one.name + "/api/v2", algorithm_), clock_);
        const auto who = sign_in(provider, one.strength);
        return {.doubt = doubt_name(who),
                .lasted = std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now() - began)};
    }

    Algorithm algorithm_;
    base::SystemClock clock_;
    tests::OpenidServer server_;
    std::vector<Lie> cases_;
    std::vector<Outcome> outcomes_;
};

class HostileProvider : public testing::TestWithParam<Algorithm> {};

TEST_P(HostileProvider, IsNeverBelievedNorQuoted) {
    Hostile hostile(GetParam());
    testing::internal::CaptureStderr();
    hostile.try_all();
    const auto log = testing::internal::GetCapturedStderr();
    hostile.expect_what_must_be();
    // Tokens, codes, accesses, claims.
    for (const auto* secret : {"eyJ", "code-", "acces-", "claire", "Claire", "Durand", "@",
                               "13002603200016", "4f6a0c1e"})
        EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    EXPECT_NE(log.find("\"doubt\":\"signature\""), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(OfEach, HostileProvider,
                         testing::Values(Algorithm::Es256, Algorithm::Rs256),
                         [](const auto& one) { return std::string(name_of(one.param)); });

}  // namespace
}  // namespace gps::openid
