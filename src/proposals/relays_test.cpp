#include "proposals/relays_test.hpp"

#include <atomic>
#include <thread>

namespace gps::proposals {

INSTANTIATE_ON_EVERY_ENGINE(Relays);

TEST_P(Relays, OfAStructureAreTakenByOneMemberAndHandThePersonOver) {
    make_referent(alice_, marie_);
    const auto id = proposes(alice_, to_mission(), handover());
    EXPECT_EQ(refused_, "");
    EXPECT_EQ(list(bob_, List::ToTake).size(), 1U);
    EXPECT_EQ(list(chloe_, List::ToTake).size(), 0U);
    EXPECT_EQ(opens(bob_, id), "");
    EXPECT_EQ(state(id), "seen");
    EXPECT_EQ(accepts(bob_, id), "relays.closed") << "it is taken first";
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(takes(bea_, id), "relays.taken");
    EXPECT_EQ(opens(bea_, id), "relays.taken");
    EXPECT_EQ(list(bea_, List::ToTake).size(), 0U);
    EXPECT_FALSE(follows(bob_)) << "taking it is not yet following";
    EXPECT_EQ(accepts(bob_, id), "");
    EXPECT_TRUE(follows(bob_));
    EXPECT_FALSE(follows(alice_)) << "the day has come";
    EXPECT_EQ(referent(), "Prénom Nom-bob@x.fr");
    EXPECT_EQ(told("alice@x.fr"), 2) << "taken, accepted";
    EXPECT_EQ(text("SELECT door FROM followup_contributions WHERE professional_id = " +
                   std::to_string(bob_.id.value)),
              "relay");
    EXPECT_EQ(accepts(bob_, id), "relays.closed");
    const auto outcome = [&](const std::string& code) {
        return does(bob_, [&](const Acting& acting) { return conclude(acting, id, code); });
    };
    EXPECT_EQ(outcome("PARTI"), "relays.outcome_required");
    EXPECT_EQ(outcome("SUIVI_ENTAME"), "");
    EXPECT_EQ(state(id), "done");
    EXPECT_EQ(keep(), 0) << "nothing is left to hand over";
}

TEST_P(Relays, AreTakenByOneOfManyWhoTryAtOnce) {
    const auto id = proposes(alice_, to_mission(), handover());
    std::vector<access::Viewer> members;
    members.reserve(8);
    for (int i = 0; i < 8; ++i) members.push_back(mission(fmt::format("m{}@x.fr", i)));
    std::atomic<int> taken = 0;
    {
        std::vector<std::jthread> trying;
        trying.reserve(members.size());
        for (const auto& one : members)
            trying.emplace_back([&] { taken += takes(one, id).empty() ? 1 : 0; });
    }
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'take_relay'"), 1);
}

TEST_P(Relays, WhoHandsOverOnALaterDayStaysUntilThen) {
    const auto id = proposes(alice_, to_mission(), handover(10));
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(accepts(bob_, id), "");
    EXPECT_TRUE(follows(alice_));
    advance_days(9);
    EXPECT_EQ(keep(), 0);
    EXPECT_TRUE(follows(alice_));
    advance_days(1);
    EXPECT_EQ(keep(), 1);
    EXPECT_FALSE(follows(alice_));
    EXPECT_TRUE(follows(bob_));
    EXPECT_EQ(keep(), 0);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'hand_over'"), 1);
}

// Nobody is left alone.
TEST_P(Relays, WhoHandsOverStaysWhenTheOtherHasLeftMeanwhile) {
    const auto id = proposes(alice_, to_mission(), handover(10));
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(accepts(bob_, id), "");
    end(bob_, marie_);
    advance_days(10);
    EXPECT_EQ(keep(), 1);
    EXPECT_TRUE(follows(alice_));
}

TEST_P(Relays, AnAdditionLeavesTheGiverWhereTheyAre) {
    const auto id = proposes(alice_, to_mission(), addition());
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(accepts(bob_, id), "");
    EXPECT_TRUE(follows(alice_));
    EXPECT_TRUE(follows(bob_));
    advance_days(100);
    EXPECT_EQ(keep(), 0);
    EXPECT_TRUE(follows(alice_));
}

TEST_P(Relays, ARefusalHasACodedReasonAndLeavesThePersonFollowed) {
    const auto id = proposes(alice_, to_mission(), handover());
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(refuses(bob_, id, "FLEMME"), "relays.refusal_required");
    EXPECT_EQ(refuses(bob_, id), "");
    EXPECT_EQ(state(id), "refused");
    EXPECT_TRUE(follows(alice_));
    EXPECT_FALSE(follows(bob_));
    EXPECT_EQ(told("alice@x.fr"), 2) << "taken, refused";
    EXPECT_EQ(accepts(bob_, id), "relays.closed");
    EXPECT_FALSE(proposes(alice_, to_mission(), handover()).empty()) << "then to another";
}

TEST_P(Relays, ATakenOneIsGivenBackToBeTakenByAnother) {
    const auto id = proposes(alice_, to_mission(), handover());
    EXPECT_EQ(takes(bob_, id), "");
    EXPECT_EQ(does(bob_, [&](const Acting& acting) { return give_back(acting, id); }), "");
    EXPECT_EQ(accepts(bob_, id), "relays.closed");
    EXPECT_EQ(takes(bea_, id), "");
    EXPECT_EQ(accepts(bea_, id), "");
    EXPECT_TRUE(follows(bea_));
}

TEST_P(Relays, OnePersonIsHandedOverToOneAtATime) {
    const auto id = proposes(alice_, to_mission(), handover());
    EXPECT_TRUE(proposes(alice_, to_mission(), handover()).empty());
    EXPECT_EQ(refused_, "relays.handed_over_already");
    EXPECT_FALSE(proposes(alice_, to_mission(), addition()).empty());
    EXPECT_EQ(does(alice_, [&](const Acting& acting) { return cancel(acting, id); }), "");
    EXPECT_EQ(state(id), "cancelled");
    EXPECT_EQ(opens(bob_, id), "relays.closed");
    EXPECT_FALSE(proposes(alice_, to_mission(), handover()).empty());
}

TEST_P(Relays, OnlyWhoFollowsThePersonNowProposes) {
    EXPECT_TRUE(proposes(bob_, to_mission(), handover()).empty());
    EXPECT_EQ(refused_, "sharing.no_file");
    end(alice_, marie_);
    EXPECT_TRUE(proposes(alice_, to_mission(), handover()).empty());
    EXPECT_EQ(refused_, "proposals.must_follow");
}

TEST_P(Relays, StrangersFindNothing) {
    const auto id = proposes(alice_, to_mission(), handover());
    EXPECT_EQ(opens(chloe_, id), "relays.none");
    EXPECT_EQ(opens(chloe_, base::PublicId::fresh()), "relays.none");
    EXPECT_EQ(takes(chloe_, id), "relays.none");
    set_state(marie_, "opposed");
    EXPECT_EQ(opens(bob_, id), "relays.none") << "nobody starts to follow who objected";
    EXPECT_EQ(takes(bob_, id), "relays.none");
    EXPECT_EQ(list(bob_, List::ToTake).size(), 0U);
    EXPECT_EQ(opens(alice_, id), "");
}

TEST_P(Relays, WhoFollowsAlreadyTakesOverToo) {
    follow(bob_, marie_);
    const auto id = proposes(alice_, {.email = "bob@x.fr"}, handover());
    EXPECT_EQ(accepts(bob_, id), "");
    EXPECT_TRUE(follows(bob_));
    EXPECT_FALSE(follows(alice_));
}

TEST_P(Relays, WhoseStructureNobodyUsesCannotTakeOne) {
    gps::tests::run_sql(db(), "UPDATE memberships SET ended_on = started_on WHERE structure_id = " +
                                  std::to_string(bob_.structure().value));
    EXPECT_TRUE(proposes(alice_, to_mission(), handover()).empty());
    EXPECT_EQ(refused_, "proposals.nobody_there");
    EXPECT_TRUE(proposes(alice_, {.structure = base::PublicId::fresh()}, handover()).empty());
    EXPECT_EQ(refused_, "proposals.destination_required");
}

TEST_P(Relays, FollowTheStructureThatTakesThePlaceOfAnother) {
    const auto to_take = proposes(alice_, to_mission(), addition());
    const auto given = proposes(alice_, {.email = "bob@x.fr"}, handover());
    const auto association = chloe_.structure();
    db().write([&](db::Transaction& tx) {
        move_relays(tx, {.professional = alice_.id, .from = alice_.structure(), .to = association},
                    house().clock.now());
        move_relays(tx, {.professional = bob_.id, .from = bob_.structure(), .to = association},
                    house().clock.now());
        EXPECT_EQ(move_to_take(tx, bob_.structure(), association, 10), 1);
        EXPECT_EQ(move_to_take(tx, bob_.structure(), association, 10), 0);
    });
    EXPECT_EQ(takes(bob_, to_take), "relays.none");
    EXPECT_EQ(takes(chloe_, to_take), "");
    EXPECT_EQ(text("SELECT CAST(giver_structure_id AS TEXT) FROM relays WHERE public_id = '" +
                   given.text() + "'"),
              std::to_string(association.value));
}

}  // namespace gps::proposals
