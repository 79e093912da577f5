#include "departures/departures_test.hpp"
#include "departures/running_store.hpp"
#include "followup/acts.hpp"

#include <thread>

using namespace gps;
using namespace gps::departures;

namespace {

class DeparturesUndone : public Departures {
 protected:
    // What a departure leaves, without ids nor keys of rows.
    std::string parts() {
        const db::Statement statement{
            .name = "test.parts",
            .text =
                "SELECT c.person_id || ' ' || c.professional_id || ' ' || c.is_past || ' ' || "
                "c.referent_kind FROM followup_contributions AS c ORDER BY c.person_id, "
                "c.professional_id"};
        return read([&](db::Transaction& tx) {
            std::string all;
            for (const auto& row : tx.query(statement)) all += row.text(0) + "\n";
            return all;
        });
    }
};
struct Killed {};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(DeparturesUndone);

TEST_P(DeparturesUndone, BringsBackWhatWasAndTellsEachOnce) {
    follows(3);
    follow(dora_, people_[0]);
    follow(bob_, people_[2]);
    make_referent(alice_, people_[0]);
    const auto id = started({bob_});
    run();
    advance(std::chrono::hours(23));
    EXPECT_EQ(message(undoes(id)), "done");
    EXPECT_EQ(message(undoes(id)), "departures.undone_already");
    run();
    EXPECT_EQ(followed(alice_), 3);
    EXPECT_EQ(counted(alice_), 3);
    EXPECT_EQ(followed(bob_), 1) << "whom he followed before";
    EXPECT_EQ(counted(bob_), 1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_periods AS p JOIN followup_contributions AS c "
                     "ON c.id = p.contribution_id WHERE c.professional_id = " +
                     std::to_string(alice_.id.value) + " AND p.ended_on IS NULL"),
              3);
    EXPECT_EQ(number("SELECT count(*) FROM followup_groups AS g JOIN followup_contributions AS c "
                     "ON c.id = g.referent_contribution_id WHERE c.professional_id = " +
                     std::to_string(alice_.id.value)),
              1);
    EXPECT_EQ(told(dora_, "contributor_back"), 1);
    EXPECT_EQ(told(bob_, "people_taken_back"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'take_person_back'"), 3);
    EXPECT_EQ(seen(id).state, State::Undone);
    EXPECT_EQ(seen(id).taken_back, 3);
    EXPECT_EQ(message(starts(alice_, {cyr_})), "done") << "it may be decided again";
}

TEST_P(DeparturesUndone, LeavesAsItIsWhatWasDoneSince) {
    follows(4);
    make_referent(alice_, people_[3]);
    const auto id = started({bob_});
    run();
    advance(std::chrono::hours(1));
    EXPECT_TRUE(write(bob_, [&](const scene::Acting& acting) {
        return followup::edit_part(acting, people_[0], part(today()));
    }));
    end(bob_, people_[1]);
    EXPECT_TRUE(file(bob_, people_[2])) << "reading is no act";
    follow(cyr_, people_[3]);
    make_referent(cyr_, people_[3]);
    EXPECT_EQ(message(undoes(id)), "done");
    run();
    EXPECT_EQ(seen(id).taken_back, 1);
    EXPECT_EQ(seen(id).changed, 3);
    EXPECT_EQ(followed(alice_), 1);
    EXPECT_EQ(followed(bob_), 2) << "the one he edited, and the one with a new référent";
}

TEST_P(DeparturesUndone, IsRefusedAfterADay) {
    follows(1);
    const auto id = started({bob_});
    run();
    advance(std::chrono::hours(24));
    EXPECT_FALSE(seen(id).may_be_undone(house().clock.now()));
    EXPECT_EQ(message(undoes(id)), "departures.too_late");
    EXPECT_EQ(followed(bob_), 1);
    EXPECT_EQ(number("SELECT count(*) FROM departures_moves"), 1);
    EXPECT_GT(forget_old(keeping()), 0);
    EXPECT_EQ(number("SELECT count(*) FROM departures_moves"), 0);
    EXPECT_EQ(forget_old(keeping()), 0);
}

TEST_P(DeparturesUndone, IsOfTheAdministratorsOfThatStructure) {
    follows(1);
    const auto id = started({bob_});
    EXPECT_EQ(message(by(dora_, [&](const access::Visit& visit) { return undo(visit, id); })),
              "departures.none");
    EXPECT_FALSE(by(dora_, [&](const access::Visit& visit) { return departure(visit, id); }));
    EXPECT_TRUE(by(dora_, [&](const access::Visit& visit) { return latest(visit); }).empty());
    EXPECT_EQ(by(ada_, [&](const access::Visit& visit) { return latest(visit); }).size(), 1U);
}

TEST_P(DeparturesUndone, StopsWhatGoesOn) {
    follows(25);
    const auto id = started({bob_});
    db().write([&](db::Transaction& tx) { return move_some(keeping(), tx); });
    EXPECT_EQ(followed(bob_), 20);
    EXPECT_EQ(message(undoes(id)), "done");
    run();
    EXPECT_EQ(followed(bob_), 0);
    EXPECT_EQ(followed(alice_), 25);
    EXPECT_EQ(seen(id).state, State::Undone);
}

// A kill -9 leaves what was committed: each step is done once in vain, then again by another.
TEST_P(DeparturesUndone, KilledAtEachStepEndsAsIfItHadNotBeen) {
    const auto lived = [&](bool is_killed) {
        SetUp();
        people_.clear();
        follows(45);
        follow(bob_, people_[7]);
        const auto id = started({bob_, cyr_});
        const auto step = [&] {
            if (is_killed) {
                EXPECT_THROW(db().write([&](db::Transaction& tx) {
                    move_some(keeping(), tx);
                    throw Killed{};
                }),
                             Killed);
                fresh().reopen();
            }
            return db().write([&](db::Transaction& tx) { return move_some(keeping(), tx); });
        };
        int steps = 0;
        while (step()) ++steps;
        EXPECT_EQ(steps, 4) << "twenty, twenty, five, and the end";
        auto after = parts();
        EXPECT_EQ(events("contributor_replaced"), 45);
        EXPECT_EQ(seen(id).passed, 45);
        EXPECT_TRUE(undoes(id));
        while (step()) ++steps;
        return after + parts();
    };
    EXPECT_EQ(lived(true), lived(false));
}

// Each node runs the job: whoever comes second waits for the step of the first, and goes on after.
TEST_P(DeparturesUndone, TwoNodesPassNobodyTwice) {
    follows(60);
    const auto id = started({bob_, cyr_});
    {
        std::jthread one([&] { keep_moving(keeping()); });
        std::jthread other([&] { keep_moving(keeping()); });
    }
    EXPECT_EQ(followed(alice_), 0);
    EXPECT_EQ(followed(bob_), 30);
    EXPECT_EQ(followed(cyr_), 30);
    EXPECT_EQ(counted(bob_), 30);
    EXPECT_EQ(events("contributor_replaced"), 60);
    EXPECT_EQ(told(bob_, "people_entrusted"), 1);
    EXPECT_EQ(seen(id).passed, 60);
    EXPECT_EQ(seen(id).state, State::Done);
}
