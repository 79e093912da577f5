#include "doors/doors.hpp"

#include "scene/scene.hpp"
#include "support/together.hpp"

#include <thread>

using namespace gps;
using namespace gps::doors;

namespace {
class Doors : public scene::Scene {
 protected:
    base::Result<Colleagues> search(const access::Viewer& viewer, const std::string& name) {
        return write(viewer,
                     [&](const Acting& acting) { return followed_by_colleagues(acting, name); });
    }
    IdentityAnswer look(const access::Viewer& viewer, const people::Identity& who) {
        return write(viewer, [&](const Acting& acting) { return look_up(acting, who); }).value();
    }
    base::Result<Led> record(const access::Viewer& viewer, const people::Identity& who) {
        return write(viewer, [&](const Acting& acting) {
            return create(acting, who, {.on = today()}, part(today()));
        });
    }
    base::Result<Led> confirm(const access::Viewer& viewer, const people::Identity& who) {
        return write(viewer, [&](const Acting& acting) {
            return follow_by_identity(acting, who, part(today()));
        });
    }
    base::Result<Led> join(const access::Viewer& viewer, const base::PublicId& person) {
        return write(viewer, [&](const Acting& acting) {
            return follow_by_colleague(acting, person, part(today()));
        });
    }
};
}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Doors);

TEST_P(Doors, AColleagueOpensTheDoorAndOnlyToTheirStructure) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = agency("bruno@x.fr");
    const auto other = mission("other@x.fr");
    const auto marie = person(alice, "Ben Ali");
    EXPECT_TRUE(search(other, "BEN ALI")->rows.empty());
    EXPECT_FALSE(join(other, marie));

    const auto found = search(bruno, "benali");
    ASSERT_EQ(found->rows.size(), 1u);
    EXPECT_EQ(found->rows[0].name, "BEN ALI Jeanne");
    EXPECT_EQ(found->rows[0].birth_year, "1990");
    ASSERT_TRUE(join(bruno, marie));
    EXPECT_TRUE(file(bruno, marie));
    EXPECT_TRUE(search(bruno, "Ben Ali")->rows.empty()) << "one's own people are left out";
    EXPECT_TRUE(search(alice, "Ben")->rows.empty()) << "a full birth name, not a beginning";
}

TEST_P(Doors, AnAssociationSeesInitialsAtTheColleagueDoor) {
    const auto chloe = association("chloe@x.fr");
    const auto david = association("david@x.fr");
    person(chloe, "Durand");
    const auto found = search(david, "Durand");
    ASSERT_EQ(found->rows.size(), 1u);
    EXPECT_EQ(found->rows[0].name, "D… J…");
    EXPECT_EQ(found->rows[0].birth_year, "");
}

TEST_P(Doors, BeforeFollowingOneSeesWhomAColleagueFollows) {
    const auto marie = person(agency("alice@x.fr"), "Durand");
    const auto seen_by = [&](const access::Viewer& viewer) {
        return write(viewer,
                     [&](const Acting& acting) { return followed_by_colleague(acting, marie); });
    };
    EXPECT_EQ(seen_by(agency("bruno@x.fr"))->name, "DURAND Jeanne");
    EXPECT_FALSE(seen_by(mission("other@x.fr")));
}

TEST_P(Doors, TheSoundsOfPeopleRecordedEarlierAreFilledInOnce) {
    person(agency("alice@x.fr"), "Dupont", "Jean");
    gps::tests::run_sql(db(), "UPDATE persons SET sound_key = NULL");
    const auto fill = [&](std::int64_t after) {
        return db().write(
            [&](db::Transaction& tx) { return people::store::fill_sound_keys(tx, after); });
    };
    const auto position = fill(0);
    ASSERT_TRUE(position);
    EXPECT_FALSE(fill(*position));
    EXPECT_EQ(number("SELECT count(*) FROM persons WHERE sound_key IS NULL"), 0);
    record(mission("bruno@x.fr"), identity("Dupond", "Jean")).value();
    EXPECT_EQ(number("SELECT count(*) FROM people_doubles WHERE why = 'sounds'"), 1);
}

TEST_P(Doors, TenHomonymsAreShownAndTheSearchSaysThereAreMore) {
    const auto alice = agency("alice@x.fr");
    for (const char* first :
         {"Ana", "Bea", "Cara", "Dina", "Eva", "Fanny", "Gina", "Hana", "Ida", "Jade", "Kim"})
        person(alice, "Martin", first);
    const auto found = search(agency("bruno@x.fr"), "MARTIN");
    EXPECT_EQ(found->rows.size(), 10u);
    EXPECT_TRUE(found->has_more);
}

TEST_P(Doors, AnEndedColleagueOpensNothing) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    end(alice, marie);
    const auto bruno = agency("bruno@x.fr");
    EXPECT_TRUE(search(bruno, "Durand")->rows.empty());
    EXPECT_FALSE(join(bruno, marie));
}

TEST_P(Doors, ACoworkerWhoLeftOrWasDeactivatedOpensNothing) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    const auto bruno = agency("bruno@x.fr");
    db().write([&](db::Transaction& tx) {
        people::store::set_professional_active(tx, "alice@x.fr", false);
    });
    EXPECT_TRUE(search(bruno, "Durand")->rows.empty());
    EXPECT_FALSE(join(bruno, marie));
}

TEST_P(Doors, TheExactIdentityLetsAHabilitatedStructureIn) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    const auto bruno = mission("bruno@x.fr");
    EXPECT_EQ(look(bruno, identity("DURAND", "JEANNE")).found, Found::MayFollow);
    const auto led = confirm(bruno, identity("DURAND", "JEANNE"));
    ASSERT_TRUE(led);
    EXPECT_EQ(led->person, marie);
    EXPECT_EQ(look(bruno, identity("DURAND", "JEANNE")).found, Found::AlreadyFollowed);
}

TEST_P(Doors, AnotherStructureAsksAndSeesNothingUntilAccepted) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    const auto chloe = association("chloe@x.fr");
    EXPECT_EQ(look(chloe, identity("Durand", "Jeanne")).found, Found::MayAsk);
    const auto led = confirm(chloe, identity("Durand", "Jeanne"));
    ASSERT_TRUE(led);
    EXPECT_EQ(led->by, Found::MayAsk);
    EXPECT_TRUE(led->person.empty());
    EXPECT_EQ(look(chloe, identity("Durand", "Jeanne")).found, Found::AlreadyAsked);

    EXPECT_FALSE(file(chloe, marie));
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions"), 1);
    EXPECT_FALSE(join(chloe, marie));
    const auto colleague = association("colleague@x.fr");
    EXPECT_TRUE(search(colleague, "Durand")->rows.empty()) << "a pending request opens no door";
    EXPECT_FALSE(join(colleague, marie));
}

TEST_P(Doors, CreatingSomeoneWhoExistsExactlyIsTheExactIdentityDoor) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    const auto led = record(mission("bruno@x.fr"), identity("DURAND", "jeanne"));
    ASSERT_TRUE(led);
    EXPECT_EQ(led->person, marie);
    EXPECT_EQ(record(association("chloe@x.fr"), identity("Durand", "Jeanne"))->by, Found::MayAsk);
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 1);
}

TEST_P(Doors, ACreatorSeesWhatTheyTypedEvenInAnAssociation) {
    const auto chloe = association("chloe@x.fr");
    const auto marie = person(chloe, "Durand");
    EXPECT_EQ(file(chloe, marie)->shown_name, "DURAND Jeanne");
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE shows_names"), 1);
}

TEST_P(Doors, AProbableDoubleShowsNothingAndGoesToTheQueue) {
    const auto alice = agency("alice@x.fr");
    person(alice, "Dupont", "Jean");
    const auto bruno = mission("bruno@x.fr");
    for (auto [who, why] : {std::pair{identity("Dupond", "Jean"), "sounds"},
                            std::pair{identity("Jean", "Dupont"), "swapped"}}) {
        const auto led = record(bruno, who);
        ASSERT_TRUE(led);
        EXPECT_EQ(led->by, Found::Unknown) << why;
        EXPECT_GE(
            number(std::string("SELECT count(*) FROM people_doubles WHERE why = '") + why + "'"), 1)
            << why;
    }
    auto slip = identity("Dupont", "Jean");
    slip.birth_date = *base::Date::from_iso("1990-05-14");
    EXPECT_EQ(record(bruno, slip)->by, Found::Unknown);
    EXPECT_GE(number("SELECT count(*) FROM people_doubles WHERE why = 'date'"), 1);
}

TEST_P(Doors, SomeoneWhoObjectedAnswersLikeSomeoneUnknown) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    for (const char* state : {"opposed", "archived", "deactivated"}) {
        set_state(marie, state);
        const auto bruno = mission(std::string("bruno") + state + "@x.fr");
        EXPECT_EQ(look(bruno, identity("Durand", "Jeanne")).found, Found::Unknown) << state;
        EXPECT_FALSE(confirm(bruno, identity("Durand", "Jeanne"))) << state;
        EXPECT_TRUE(search(agency("col@x.fr"), "Durand")->rows.empty()) << state;
        EXPECT_FALSE(join(agency("col@x.fr"), marie)) << state;

        const auto led = record(bruno, identity("Durand", "Jeanne"));
        ASSERT_TRUE(led) << state;
        EXPECT_EQ(led->by, Found::Unknown) << state;
        EXPECT_NE(led->person, marie) << "set aside, for the platform team";
        EXPECT_TRUE(file(bruno, led->person)) << "its creator sees what they typed";
        const auto other = mission(std::string("other") + state + "@x.fr");
        EXPECT_EQ(look(other, identity("Durand", "Jeanne")).found, Found::Unknown)
            << "what was set aside is found by nobody";
    }
}

TEST_P(Doors, SimultaneousCreationsOfOneIdentityMakeOnePerson) {
    std::vector<access::Viewer> viewers;
    viewers.reserve(8);
    for (int i = 0; i < 8; ++i) viewers.push_back(agency("a" + std::to_string(i) + "@x.fr"));
    gps::tests::together(8, [&](int i) {
        EXPECT_TRUE(record(viewers.at(static_cast<std::size_t>(i)), identity("Durand", "Jeanne")));
    });
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions"), 8);
    EXPECT_EQ(number("SELECT contributor_count FROM followup_groups"), 8);
}

TEST_P(Doors, SimultaneousJoinsOfOneProfessionalAreOneContribution) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "Durand");
    const auto bruno = agency("bruno@x.fr");
    gps::tests::together(8, [&](int) { EXPECT_TRUE(join(bruno, marie)); });
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 2);
    EXPECT_EQ(number("SELECT sum(current_count) FROM followup_caseloads"), 2);
}

TEST_P(Doors, ByWhateverDoorANewPeriodStartsAfterTheLastEnd) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = agency("bruno@x.fr");
    const auto marie = person(alice, "Durand");
    follow(bruno, marie);
    end(bruno, marie, 2);
    const auto by_identity = write(bruno, [&](const Acting& acting) {
        return follow_by_identity(acting, identity("Durand", "Jeanne"),
                                  part(today().plus_days(-5)));
    });
    ASSERT_FALSE(by_identity);
    EXPECT_EQ(by_identity.error().message, "sharing.resumes_before_end");
    EXPECT_EQ(by_identity.error().field, "debut");
    const auto by_colleague = write(bruno, [&](const Acting& acting) {
        return follow_by_colleague(acting, marie, part(today().plus_days(-5)));
    });
    ASSERT_FALSE(by_colleague);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 2);
    ASSERT_TRUE(join(bruno, marie));
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 3);
}

TEST_P(Doors, ASecondTryDoesNotTellThatSomeoneObjected) {
    const auto marie = person(agency("alice@x.fr"), "Durand");
    set_state(marie, "opposed");
    const auto bruno = mission("bruno@x.fr");
    const auto first = record(bruno, identity("Durand", "Jeanne"));
    ASSERT_TRUE(first);
    const auto second = record(bruno, identity("Durand", "Jeanne"));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->by, Found::AlreadyFollowed) << "as of anyone one has recorded";
    EXPECT_EQ(second->person, first->person);
    EXPECT_EQ(look(bruno, identity("Durand", "Jeanne")).found, Found::AlreadyFollowed);
    end(bruno, first->person);
    EXPECT_EQ(look(bruno, identity("Durand", "Jeanne")).found, Found::MayFollow);
    EXPECT_EQ(record(bruno, identity("Durand", "Jeanne"))->person, first->person);
    EXPECT_EQ(number("SELECT count(*) FROM persons"), 2);
}

TEST_P(Doors, APartThatEndedLongAgoOpensNothingByItself) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "Durand");
    follow(bruno, marie);
    end(bruno, marie);
    advance_days(31);
    const auto resumed = write(bruno, [&](const Acting& acting) {
        return followup::resume_part(acting, marie, part(today()));
    });
    ASSERT_FALSE(resumed);
    EXPECT_EQ(resumed.error().message, "followup.resume_by_a_door");
    EXPECT_EQ(file(bruno, marie)->shown_name, "D… J…");
    EXPECT_TRUE(confirm(bruno, identity("Durand", "Jeanne")));
    EXPECT_EQ(file(bruno, marie)->shown_name, "DURAND Jeanne");
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods"), 3);
}

TEST_P(Doors, WhoWaitsForAnAnswerSeesNothingThroughAColleague) {
    const auto marie = person(agency("alice@x.fr"), "Durand");
    const auto chloe = association("chloe@x.fr");
    ASSERT_TRUE(confirm(chloe, identity("Durand", "Jeanne")));
    follow(association("david@x.fr"), marie);
    EXPECT_TRUE(search(chloe, "Durand")->rows.empty());
    EXPECT_EQ(search(association("eve@x.fr"), "Durand")->rows.size(), 1u);
}
