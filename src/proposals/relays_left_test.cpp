#include "people/members_store.hpp"
#include "proposals/relays_test.hpp"
#include "relays/leaving.hpp"

namespace gps::proposals {
namespace {

// Relays that wait for who left the structure they were sent to.
class RelaysLeft : public Relays {
 protected:
    base::PublicId taken_by_bob() {
        const auto id = proposes(alice_, to_mission(), addition());
        EXPECT_EQ(takes(bob_, id), "");
        return id;
    }
    void leaves(const access::Viewer& who) {
        db().write([&](db::Transaction& tx) {
            EXPECT_TRUE(people::store::end_member(tx, who.id, who.structure(), today()));
        });
    }
    void sql(const std::string& text) { gps::tests::run_sql(db(), text); }
    bool is_to_take(const base::PublicId& id) {
        return number(
                   "SELECT count(*) FROM relays WHERE professional_id IS NULL AND public_id = '" +
                   id.text() + "'") == 1;
    }
    std::int64_t step() {
        return db().write([&](db::Transaction& tx) {
            return give_back_left({.database = db(), .keys = house().keys, .clock = house().clock},
                                  tx);
        });
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(RelaysLeft);

TEST_P(RelaysLeft, GoBackToTheStructureAndAnotherTakesThem) {
    sql("UPDATE memberships SET role = 'administrator' WHERE professional_id = " +
        std::to_string(bea_.id.value));
    const auto id = taken_by_bob();
    EXPECT_EQ(keep(), 0) << "he is there";
    leaves(bob_);
    EXPECT_EQ(keep(), 1);
    EXPECT_EQ(keep(), 0) << "once";
    EXPECT_TRUE(is_to_take(id));
    EXPECT_EQ(list(bea_, List::ToTake).size(), 1U);
    EXPECT_EQ(number("SELECT count(*) FROM notices_events WHERE event = 'relay_to_take_again'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'give_back_relay' AND "
                     "actor_id IS NULL AND person_id IS NOT NULL"),
              1);
    EXPECT_EQ(takes(bea_, id), "");
    EXPECT_EQ(accepts(bea_, id), "");
    EXPECT_TRUE(follows(bea_));
    EXPECT_EQ(keep(), 0);
}

TEST_P(RelaysLeft, AnAnsweredOneIsNotTouched) {
    const auto refused = taken_by_bob();
    EXPECT_EQ(refuses(bob_, refused), "");
    const auto accepted = taken_by_bob();
    EXPECT_EQ(accepts(bob_, accepted), "");
    leaves(bob_);
    EXPECT_EQ(keep(), 0);
    EXPECT_FALSE(is_to_take(accepted));
    EXPECT_FALSE(is_to_take(refused));
}

TEST_P(RelaysLeft, OfAnAddressAndOfAnotherStructureStay) {
    const auto id = proposes(alice_, {.email = "bob@x.fr"}, addition());
    leaves(bob_);
    EXPECT_EQ(keep(), 0) << "for whichever structure he acts";
    sql("UPDATE relays SET structure_id = " + std::to_string(chloe_.structure().value));
    EXPECT_EQ(keep(), 0) << "he left another one";
    EXPECT_FALSE(is_to_take(id));
}

TEST_P(RelaysLeft, OfWhoCameBackStay) {
    const auto id = taken_by_bob();
    leaves(bob_);
    sql("INSERT INTO memberships (professional_id, structure_id, role, started_on) VALUES (" +
        std::to_string(bob_.id.value) + ", " + std::to_string(bob_.structure().value) +
        ", 'member', '2026-03-31')");
    EXPECT_EQ(keep(), 0);
    EXPECT_FALSE(is_to_take(id));
}

TEST_P(RelaysLeft, AreFoundAfterDaysWithoutTheJobAndEndOnTheSameDay) {
    const auto id = taken_by_bob();
    leaves(bob_);
    advance_days(10);
    EXPECT_EQ(step(), 1);
    EXPECT_TRUE(is_to_take(id));
    EXPECT_EQ(state(id), "seen");
    advance_days(5);
    EXPECT_EQ(keep(), 1);
    EXPECT_EQ(state(id), "expired");
}

TEST_P(RelaysLeft, AreGivenBackAHundredAtATime) {
    taken_by_bob();
    sql("INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id, "
        "structure_id, professional_id, reason, messages, wish, state, sent_at) WITH RECURSIVE n "
        "(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 199) SELECT "
        "substr(r.public_id, 1, 23) || n.i, r.person_id, r.kind, r.giver_id, "
        "r.giver_structure_id, r.structure_id, r.professional_id, r.reason, r.messages, r.wish, "
        "r.state, r.sent_at FROM relays AS r CROSS JOIN n");
    leaves(bob_);
    EXPECT_EQ(step(), 100);
    EXPECT_EQ(step(), 1);
    EXPECT_EQ(step(), 0);
}

}  // namespace gps::proposals
