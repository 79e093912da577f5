#include "departures/departures_test.hpp"

#include "departures/rules.hpp"

using namespace gps;
using namespace gps::departures;

INSTANTIATE_ON_EVERY_ENGINE(Departures);

// ---- Who takes whom -----------------------------------------------------------------------------

TEST(DeparturesRules, WhoFollowsAlreadyTakesElseEachInTurn) {
    const std::vector<people::ProfessionalId> takers{{7}, {8}, {9}};
    int turn = 0;
    EXPECT_EQ(taker_of(takers, {}, turn), 0U);
    EXPECT_EQ(taker_of(takers, {{9}, {8}}, turn), 1U) << "the first of those who follow";
    EXPECT_EQ(taker_of(takers, {{1}}, turn), 1U);
    EXPECT_EQ(taker_of(takers, {}, turn), 2U);
    EXPECT_EQ(taker_of(takers, {}, turn), 0U);
    EXPECT_EQ(turn, 4);
}

TEST_P(Departures, ThePreviewSaysWhatIsThenDone) {
    follows(7);
    follow(bob_, people_[6]);
    set_state(people_[0], "opposed");
    const auto shown = foreseen({bob_, cyr_});
    ASSERT_EQ(shown.chosen.size(), 2U);
    EXPECT_EQ(shown.leaver.people, 7);
    EXPECT_EQ(shown.staying, 1);
    EXPECT_EQ(shown.chosen[0].people, 4) << "three in turn, and the one he follows";
    EXPECT_EQ(shown.chosen[0].already, 1);
    EXPECT_EQ(shown.chosen[1].people, 2);
    ASSERT_EQ(shown.offered.size(), 1U) << "neither the leaver nor those chosen";
    const auto id = started({bob_, cyr_});
    run();
    EXPECT_EQ(followed(bob_), 4);
    EXPECT_EQ(followed(cyr_), 2);
    EXPECT_EQ(followed(alice_), 1) << "whom nobody may follow stays as they were";
    EXPECT_EQ(seen(id).left, 1);
}

TEST_P(Departures, NothingIsStartedThatCannotBe) {
    EXPECT_EQ(message(starts(alice_, {bob_})), "departures.nobody");
    follows(2);
    EXPECT_EQ(message(starts(alice_, {})), "departures.colleague_required");
    EXPECT_EQ(message(starts(alice_, {alice_})), "departures.not_a_colleague");
    EXPECT_EQ(message(starts(alice_, {dora_})), "departures.not_a_colleague");
    EXPECT_EQ(message(starts(dora_, {bob_})), "departures.no_member") << "of another structure";
    EXPECT_EQ(starts(alice_, {}).error().field, "collegue");
    EXPECT_EQ(message(starts(alice_, {bob_, bob_})), "done") << "ticked twice is ticked once";
    EXPECT_EQ(message(starts(alice_, {cyr_})), "departures.going_on");
    follow(cyr_, people_[0]);
    follow(bob_, people_[1]);
    EXPECT_EQ(message(starts(cyr_, {alice_})), "departures.colleague_leaves");
    EXPECT_EQ(message(starts(bob_, {cyr_})), "departures.is_taking");
    run();
    EXPECT_EQ(message(starts(cyr_, {alice_})), "departures.colleague_leaves") << "for a day";
    EXPECT_EQ(message(starts(bob_, {cyr_})), "done");
    advance_days(2);
    EXPECT_EQ(message(starts(cyr_, {alice_})), "departures.is_taking");
    run();
    EXPECT_EQ(message(starts(cyr_, {alice_})), "done");
}

TEST_P(Departures, WhoLeftWithinAYearIsStillALeaver) {
    follows(1);
    sql("UPDATE memberships SET started_on = '2020-01-01', ended_on = '2026-03-01' WHERE "
        "professional_id = " +
        std::to_string(alice_.id.value));
    EXPECT_EQ(message(starts(alice_, {bob_})), "done");
    run();
    EXPECT_EQ(followed(bob_), 1);
    EXPECT_EQ(followed(alice_), 0);
    sql("UPDATE memberships SET started_on = '2020-01-01', ended_on = '2025-01-01' WHERE "
        "professional_id = " +
        std::to_string(alice_.id.value));
    EXPECT_EQ(message(starts(alice_, {bob_})), "departures.no_member");
}

// ---- Passing ------------------------------------------------------------------------------------

TEST_P(Departures, EachGroupIsToldOnceAndTheTakersOnce) {
    follows(3);
    for (const auto& one : people_) follow(dora_, one);
    make_referent(alice_, people_[1]);
    const auto id = started({bob_});
    run();
    EXPECT_EQ(followed(alice_), 0);
    EXPECT_EQ(followed(bob_), 3);
    EXPECT_EQ(counted(alice_), 0);
    EXPECT_EQ(counted(bob_), 3);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods WHERE ended_on IS NULL"), 6);
    EXPECT_EQ(number("SELECT count(*) FROM followup_groups AS g JOIN followup_contributions AS c "
                     "ON c.id = g.referent_contribution_id WHERE c.professional_id = " +
                     std::to_string(bob_.id.value)),
              1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_designations WHERE ended_at IS NULL AND "
                     "decided_by = " +
                     std::to_string(ada_.id.value)),
              1);
    EXPECT_EQ(events("contributor_replaced"), 3);
    EXPECT_EQ(told(dora_, "contributor_replaced"), 3);
    EXPECT_EQ(told(bob_, "contributor_replaced"), 0);
    EXPECT_EQ(told(bob_, "people_entrusted"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'pass_person' AND person_id "
                     "IS NOT NULL AND actor_id = " +
                     std::to_string(ada_.id.value)),
              3);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE '%NOM%'"), 0);
    EXPECT_EQ(seen(id).state, State::Done);
    EXPECT_EQ(seen(id).passed, 3);
    EXPECT_TRUE(file(bob_, people_[0])->details) << "the agency is habilitated";
}

TEST_P(Departures, WhoFollowsAlreadyKeepsTheirOwnPart) {
    follows(1);
    follow(bob_, people_[0]);
    started({bob_, cyr_});
    run();
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE professional_id = " +
                     std::to_string(bob_.id.value)),
              1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods AS p JOIN followup_contributions AS c "
                     "ON c.id = p.contribution_id WHERE c.professional_id = " +
                     std::to_string(bob_.id.value)),
              1);
    EXPECT_EQ(counted(bob_), 1);
    EXPECT_EQ(followed(cyr_), 0);
}

TEST_P(Departures, WhoIsNoMemberAnyMoreTakesNobody) {
    follows(4);
    const auto id = started({bob_, cyr_});
    sql("UPDATE memberships SET ended_on = '2026-03-31' WHERE professional_id = " +
        std::to_string(bob_.id.value));
    run();
    EXPECT_EQ(followed(bob_), 0);
    EXPECT_EQ(followed(cyr_), 4);
    EXPECT_EQ(seen(id).state, State::Done);
}

TEST_P(Departures, WithNobodyLeftToTakeTheLeaverKeepsThem) {
    follows(2);
    const auto id = started({bob_});
    sql("UPDATE professionals SET state = 'deactivated' WHERE id = " +
        std::to_string(bob_.id.value));
    run();
    EXPECT_EQ(followed(alice_), 2);
    EXPECT_EQ(seen(id).state, State::Done);
    EXPECT_EQ(seen(id).passed, 0);
}
