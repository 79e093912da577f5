#include "followup/certified.hpp"
#include "followup/referent.hpp"
#include "merges/merges_test.hpp"

using namespace gps;
using namespace gps::merges;

namespace {

class MergesMoving : public Merges {};
struct Killed {};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(MergesMoving);

// ---- Moving -------------------------------------------------------------------------------------

TEST_P(MergesMoving, MoveEverythingOfEachAndFoldWhatBothHad) {
    lived();
    decided();
    run();
    const auto id = [](const access::Viewer& viewer) { return std::to_string(viewer.id.value); };
    EXPECT_EQ(lines("SELECT role || ' ' || started_on FROM memberships WHERE structure_id = 1 AND "
                    "professional_id = " +
                    id(carl_)),
              "administrator 2020-02-03\n")
        << "the wider role, since the earlier day";
    EXPECT_EQ(number("SELECT count(*) FROM memberships WHERE structure_id = 3"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE structure_id = 3"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM followup_caseloads WHERE structure_id = 3"), 0);
    EXPECT_EQ(lines("SELECT current_count || ' ' || past_count FROM followup_caseloads WHERE "
                    "professional_id = " +
                    id(carl_)),
              "1 1\n");
    const auto twice = std::to_string(id_of(twice_).value);
    EXPECT_EQ(lines("SELECT p.started_on || ' ' || COALESCE(CAST(p.ended_on AS TEXT), 'on') FROM "
                    "followup_periods AS p JOIN followup_contributions AS c ON c.id = "
                    "p.contribution_id WHERE c.person_id = " +
                    twice),
              "2025-12-21 on\n");
    EXPECT_EQ(lines("SELECT c.referent_kind || ' ' || g.contributor_count FROM "
                    "followup_contributions AS c JOIN followup_groups AS g ON "
                    "g.referent_contribution_id = c.id WHERE c.person_id = " +
                    twice),
              "1 1\n")
        << "still the référent";
    EXPECT_EQ(lines("SELECT public_id || ' ' || structure_id || ' ' || state || ' ' || waits_for "
                    "FROM requests ORDER BY public_id"),
              "r1 1 pending platform\nr2 1 cancelled contributors\nr3 1 pending contributors\n"
              "r4 2 pending administrators\nr5 1 accepted contributors\nr6 1 pending platform\n"
              "r7 2 pending contributors\n")
        << "a structure never lets itself in";
    EXPECT_EQ(number("SELECT count(*) FROM requests_inbox"), 1);
    EXPECT_EQ(number("SELECT waits_for_structure FROM requests WHERE public_id = 'r4'"), 1);
    EXPECT_EQ(lines("SELECT public_id || ' ' || structure_id || ' ' || state FROM "
                    "teams_invitations ORDER BY public_id"),
              "i1 1 sent\ni2 1 cancelled\ni3 1 sent\ni4 1 cancelled\ni5 1 sent\n");
    EXPECT_EQ(lines("SELECT public_id || ' ' || structure_id || ' ' || state FROM teams_requests "
                    "ORDER BY public_id"),
              "t1 1 pending\nt2 1 cancelled\n");
    EXPECT_EQ(number("SELECT count(*) FROM agreements WHERE structure_id = 3 OR for_structure = 3"),
              0);
    EXPECT_EQ(number("SELECT count(*) FROM agreements WHERE revoked_at IS NULL"), 3);
    for (const auto* table : {"grants", "emergency_accesses", "access_sessions", "access_drafts"})
        EXPECT_EQ(number(fmt::format("SELECT structure_id FROM {}", table)), 1) << table;
    EXPECT_EQ(number("SELECT count(*) FROM callbacks WHERE asker_structure_id = 1 AND "
                     "asked_structure_id = 1"),
              2);
    EXPECT_EQ(number("SELECT sender_structure_id FROM contact_messages"), 1);
    EXPECT_EQ(lines("SELECT state FROM merges"), "done\n");
}

// A kill -9 leaves what was committed: each step is done once in vain, then again by another.
TEST_P(MergesMoving, KilledAtEachStepEndsAsIfItHadNotBeen) {
    lived();
    decided();
    run();
    const auto uninterrupted = tables();
    SetUp();
    lived();
    decided();
    int steps = 0;
    const auto step = [&] {
        EXPECT_THROW(db().write([&](db::Transaction& tx) {
            move_some(moving(), tx);
            throw Killed{};
        }),
                     Killed);
        return db().write([&](db::Transaction& tx) { return move_some(moving(), tx); });
    };
    while (step()) {
        fresh().reopen();
        ++steps;
    }
    advance(std::chrono::minutes(3));
    while (step()) ++steps;
    EXPECT_GE(steps, 9);
    EXPECT_EQ(tables(), uninterrupted);
}

TEST_P(MergesMoving, NobodyIsSeenHalfMovedNorJoinsTheDouble) {
    lived();
    decided();
    db().write([&](db::Transaction& tx) { return move_some(moving(), tx); });
    EXPECT_EQ(number("SELECT count(*) FROM (SELECT professional_id FROM memberships WHERE "
                     "structure_id = 3 INTERSECT SELECT professional_id FROM "
                     "followup_contributions WHERE structure_id = 1) AS halves WHERE "
                     "professional_id <> " +
                     std::to_string(carl_.id.value)),
              0);
    db().write([&](db::Transaction& tx) {
        people::store::add_member(tx, dan_.id, {3}, "member", today());
    });
    EXPECT_EQ(number("SELECT structure_id FROM memberships WHERE structure_id <> 2 AND "
                     "professional_id = " +
                     std::to_string(dan_.id.value)),
              1)
        << "who joins it joins the one that takes its place";
    EXPECT_TRUE(by(bob_, [](const access::Visit& visit) {
        return teams::invite(visit,
                             {.email = "new@x.fr", .last_name = "Neuf", .first_name = "Luc"});
    }));
    EXPECT_EQ(number("SELECT structure_id FROM teams_invitations WHERE email = 'new@x.fr'"), 1);
    const auto hal = mission("hal@x.fr");
    EXPECT_TRUE(
        by(hal, [](const access::Visit& visit) { return teams::ask(visit, kAssociation); }));
    EXPECT_EQ(number("SELECT structure_id FROM teams_requests WHERE professional_id = " +
                     std::to_string(hal.id.value)),
              1);
}

TEST_P(MergesMoving, WhatWasWrittenMeanwhileFollows) {
    lived();
    decided();
    keep_moving(moving());
    EXPECT_EQ(again(kAssociation).state, structures::State::Closed);
    // As acts that had begun before wrote it.
    sql("UPDATE followup_contributions SET structure_id = 3 WHERE professional_id = " +
        std::to_string(bob_.id.value));
    sql("UPDATE access_sessions SET structure_id = 3");
    sql("UPDATE requests SET structure_id = 3 WHERE public_id = 'r1'");
    EXPECT_EQ(keep_moving(moving()), 0) << "not before those acts have ended";
    advance(std::chrono::minutes(3));
    keep_moving(moving());
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE structure_id = 3"), 0);
    EXPECT_EQ(number("SELECT structure_id FROM access_sessions"), 1);
    EXPECT_EQ(number("SELECT structure_id FROM requests WHERE public_id = 'r1'"), 1);
}

TEST_P(MergesMoving, WhoSawInitialsSeesDetailsByTheOneThatIsKept) {
    lived();
    EXPECT_FALSE(file(bob_, followed_).value().details);
    decided();
    run();
    bob_ = agency("bob@x.fr");
    EXPECT_TRUE(file(bob_, followed_).value().details);
    platform::keep_habilitations({.database = db(), .keys = house().keys, .clock = house().clock});
    EXPECT_EQ(number("SELECT count(*) FROM followup_contributions WHERE shows_names = FALSE AND "
                     "is_past = FALSE"),
              0)
        << "and finds them by their names";
}

TEST_P(MergesMoving, WhoWasReferentForBothIsOneAndTheHistoryIsKept) {
    const auto alice = agency("alice@x.fr");
    const auto carl = agency("carl@x.fr");
    const auto elsewhere = association("carl@x.fr");
    const auto marie = person(alice, "Durand");
    const auto id = id_of(marie);
    follow(carl, marie);
    follow(elsewhere, marie);
    make_referent(alice, marie);
    for (const auto& [whom, reason] :
         {std::pair(carl, "SOUHAIT"), std::pair(elsewhere, "ORGANISATION")}) {
        const auto part = file(whom, marie)->standing.own.id;
        ASSERT_TRUE(write(alice, [&](const scene::Acting& acting) {
            return followup::designate(acting, id, part, reason);
        }));
    }
    write(elsewhere, [&](const scene::Acting& acting) {
        return followup::certify(acting, id, {.is_referent = true});
    });
    decided();
    run();
    EXPECT_EQ(
        lines("SELECT d.reason || ' ' || c.professional_id || ' ' || c.structure_id || ' ' || "
              "COALESCE(f.professional_id, 0) || ' ' || COALESCE(d.ending, 'in force') FROM "
              "followup_designations AS d JOIN followup_contributions AS c ON c.id = "
              "d.contribution_id LEFT JOIN followup_contributions AS f ON f.id = d.former_id "
              "ORDER BY d.id"),
        fmt::format("AUTORITE {0} 1 0 replaced\n"
                    "SOUHAIT {1} 1 {0} replaced\n"
                    "ORGANISATION {1} 1 0 in force\n",
                    alice.id.value, carl.id.value))
        << "nobody takes over from themselves";
    const auto seen = file(carl, marie, sharing::Tab::Trajectory).value();
    EXPECT_TRUE(seen.standing.is_referent);
    EXPECT_EQ(seen.designations.size(), 3U);
    for (const auto& card : seen.cards) {
        EXPECT_EQ(card.is_referent, card.is_you);
        EXPECT_EQ(card.certified_on.has_value(), card.is_you) << "certified as well";
    }
    EXPECT_EQ(seen.cards.size(), 2U);
}

// ---- Afterwards ---------------------------------------------------------------------------------

TEST_P(MergesMoving, WhatNamesTheDoubleLeadsToTheOneThatIsKept) {
    decided();
    run();
    const auto kept =
        read([&](db::Transaction& tx) { return structures::led_to(tx, again(kAssociation)); });
    EXPECT_EQ(kept.public_id, kAgency);
    read([&](db::Transaction& tx) {
        EXPECT_TRUE(structures::search(tx, {.words = "jardins"}).structures.empty());
        return 0;
    });
    // The one that is kept goes in turn: both lead to the last.
    const auto next = asks(nadia_, kMission, kAgency);
    ASSERT_TRUE(next);
    ASSERT_TRUE(confirms(victor_, *next));
    run();
    EXPECT_EQ(number("SELECT count(*) FROM structures WHERE merged_into = 2 AND state = 'closed'"),
              2);
    EXPECT_EQ(read([&](db::Transaction& tx) {
                  return structures::led_to(tx, again(kAssociation)).public_id;
              }),
              kMission);
}
