#include "merges/rules.hpp"

#include <gtest/gtest.h>

namespace gps::merges {
namespace {

Place agency() {
    return {.id = {1}, .kind = "FT", .sensitivity = 0, .is_habilitated = true};
}
Place other() {
    return {.id = {2}, .kind = "FT", .sensitivity = 0, .is_habilitated = false};
}

std::string says(const base::Result<>& may) {
    return may ? "yes" : std::string(may.error().message);
}

TEST(MergesRules, TwoOpenStructuresAreMadeOne) {
    EXPECT_EQ(says(may_merge(agency(), other())), "yes");
    EXPECT_EQ(says(may_merge(other(), agency())), "yes");
}

TEST(MergesRules, ALessSensitiveNameNeverTakesThePlaceOfAMoreSensitiveOne) {
    for (int kept = 0; kept <= 2; ++kept) {
        for (int twin = 0; twin <= 2; ++twin) {
            auto first = agency();
            auto second = other();
            first.sensitivity = kept;
            second.sensitivity = twin;
            EXPECT_EQ(says(may_merge(first, second)), kept < twin ? "merges.less_sensitive" : "yes")
                << kept << " " << twin;
        }
    }
}

TEST(MergesRules, EitherStandsInTheWayWhenItIsInAMergeSuspendedOrClosed) {
    const auto both_ways = [](void (*change)(Place&), const char* message) {
        auto changed = agency();
        change(changed);
        EXPECT_EQ(says(may_merge(changed, other())), message);
        EXPECT_EQ(says(may_merge(other(), changed)), message);
    };
    both_ways([](Place& place) { place.is_in_merge = true; }, "merges.busy");
    both_ways([](Place& place) { place.is_suspended = true; }, "merges.suspended");
    both_ways([](Place& place) { place.is_open = false; }, "merges.closed");
    both_ways([](Place& place) { place.id = other().id; }, "merges.same");
}

TEST(MergesRules, WhoAskedDoesNotConfirmAndMembersDoNeither) {
    EXPECT_EQ(says(may_ask(false)), "yes");
    EXPECT_EQ(says(may_ask(true)), "merges.own");
    EXPECT_EQ(says(may_confirm(false, false)), "yes");
    EXPECT_EQ(says(may_confirm(false, true)), "merges.by_another");
    EXPECT_EQ(says(may_confirm(true, false)), "merges.own");
}

TEST(MergesRules, WhatWasToldChangesWithWhatDecidesWhoSeesWhat) {
    const auto before = told(agency(), other());
    for (auto* change :
         {+[](Place& place) { place.kind = "ML"; }, +[](Place& place) { place.sensitivity = 1; },
          +[](Place& place) { place.is_habilitated = !place.is_habilitated; }}) {
        auto kept = agency();
        auto twin = other();
        change(kept);
        EXPECT_NE(told(kept, other()), before);
        change(twin);
        EXPECT_NE(told(agency(), twin), before);
    }
    auto suspended = agency();
    suspended.is_suspended = true;
    EXPECT_EQ(told(suspended, other()), before) << "that is asked again by itself";
}

TEST(MergesRules, TheOneThatMayBeKeptIsProposedThenTheHabilitatedThenTheLarger) {
    const Side plain{.sensitivity = 0, .is_habilitated = false, .members = 3};
    auto sensitive = plain;
    sensitive.sensitivity = 2;
    auto habilitated = plain;
    habilitated.is_habilitated = true;
    habilitated.members = 1;
    auto large = plain;
    large.members = 9;
    EXPECT_TRUE(keeps_first(sensitive, habilitated));
    EXPECT_FALSE(keeps_first(habilitated, sensitive));
    EXPECT_TRUE(keeps_first(habilitated, large));
    EXPECT_FALSE(keeps_first(plain, large));
    EXPECT_TRUE(keeps_first(plain, plain));
}

}  // namespace
}  // namespace gps::merges
