#include "followup/sights.hpp"

#include "scene/scene.hpp"

using namespace gps;
using namespace gps::followup;

namespace {

class FollowupSights : public scene::Scene {
 protected:
    // Of the association, until the end; in how many steps.
    int show_all(bool is_habilitated) {
        int steps = 0;
        for (std::optional<SightPlace> place = SightPlace{}; place; ++steps) {
            place = db().write([&](db::Transaction& tx) {
                return show_again(tx, {.structure = {3}, .is_habilitated = is_habilitated}, *place,
                                  today());
            });
        }
        return steps;
    }
    std::int64_t shown() {
        return number(
            "SELECT count(*) FROM followup_contributions WHERE structure_id = 3 AND "
            "shows_names = TRUE");
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(FollowupSights);

TEST_P(FollowupSights, KeysFollowAHabilitationSomeAtATime) {
    const auto alice = agency("alice@x.fr");
    const auto chloe = association("chloe@x.fr");
    for (int i = 0; i < 205; ++i)
        follow(chloe, person(alice, "Zidane " + std::string(1 + i / 26, char('a' + i % 26))));
    EXPECT_EQ(shown(), 0);
    EXPECT_EQ(show_all(true), 4) << "two that go on, what has ended, and nothing more";
    EXPECT_EQ(shown(), 205);
    show_all(false);
    EXPECT_EQ(shown(), 0);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE structure_id = 1 AND "
                     "shows_names = TRUE"),
              205)
        << "of that structure alone";
}

TEST_P(FollowupSights, WhatIsSeenWithoutHabilitationIsStillShown) {
    const auto chloe = association("chloe@x.fr");
    const auto recorded = person(chloe, "Zidane");
    show_all(false);
    EXPECT_EQ(shown(), 1) << "whom they recorded";
    end(chloe, recorded, 3);
    show_all(false);
    EXPECT_EQ(shown(), 1) << "thirty days more";
    advance_days(40);
    show_all(true);
    EXPECT_EQ(shown(), 0) << "habilitated or not";
}
