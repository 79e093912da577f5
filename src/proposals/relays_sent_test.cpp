#include "proposals/relays_test.hpp"

namespace gps::proposals {
namespace {

// To a colleague, to an address, and waiting.
class RelaysSent : public Relays {};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(RelaysSent);

TEST_P(RelaysSent, ToAColleagueAreTheirsAtOnce) {
    const auto alan = agency("alan@x.fr");
    const auto colleague = base::PublicId::parse(
        text("SELECT public_id FROM professionals WHERE id = " + std::to_string(alan.id.value)));
    const auto id = proposes(alice_, {.colleague = colleague}, handover());
    EXPECT_EQ(told("alan@x.fr"), 1);
    EXPECT_EQ(list(alan, List::Received).size(), 1U);
    EXPECT_EQ(accepts(alan, id), "");
    EXPECT_TRUE(follows(alan));
    EXPECT_FALSE(follows(alice_));
    const auto other = base::PublicId::parse(
        text("SELECT public_id FROM professionals WHERE id = " + std::to_string(bob_.id.value)));
    EXPECT_TRUE(proposes(alan, {.colleague = other}, handover()).empty());
    EXPECT_EQ(refused_, "proposals.destination_required") << "of another structure";
}

TEST_P(RelaysSent, ToAnAddressReachWhoeverHasItForTheStructureTheyActFor) {
    const auto id = proposes(alice_, {.email = "Chloe@x.fr"}, addition());
    EXPECT_EQ(told("chloe@x.fr"), 1);
    EXPECT_EQ(accepts(chloe_, id), "");
    EXPECT_TRUE(follows(chloe_));
    EXPECT_EQ(text("SELECT CAST(structure_id AS TEXT) FROM relays"),
              std::to_string(chloe_.structure().value));
    EXPECT_EQ(file(chloe_, marie_)->shown_name, "D… J…") << "not habilitated: initials";
    EXPECT_TRUE(proposes(alice_, {.email = "alice@x.fr"}, addition()).empty());
    EXPECT_EQ(refused_, "proposals.to_oneself");
    EXPECT_TRUE(proposes(alice_, {.email = "chloe"}, addition()).empty());
    EXPECT_EQ(refused_, "people.email_invalid");
}

TEST_P(RelaysSent, AnAddressWithoutAnAccountGetsALinkThatServesOnce) {
    const auto id = proposes(alice_, {.email = "ext@y.fr"}, handover());
    const auto body = text("SELECT body_text FROM mail_outbox WHERE kind = 'relays.link'");
    EXPECT_EQ(body.find("DURAND"), std::string::npos);
    EXPECT_EQ(body.find("D…"), std::string::npos);
    const auto link = link_sent();
    const auto held = [&](const std::string& text) {
        return read([&](db::Transaction& tx) {
            return by_link(tx, text, house().clock.now()).has_value();
        });
    };
    EXPECT_TRUE(held(link));
    EXPECT_FALSE(held("made-up"));
    EXPECT_EQ(answers(link, "NON"), "relays.refusal_required");
    EXPECT_EQ(answers(link, "-"), "");
    EXPECT_EQ(answers(link, "-"), "relays.link_serves_no_more");
    EXPECT_FALSE(held(link));
    EXPECT_EQ(state(id), "accepted");
    advance_days(30);
    EXPECT_EQ(keep(), 0);
    EXPECT_TRUE(follows(alice_)) << "who has no account follows nobody here";
    EXPECT_EQ(does(alice_, [&](const Acting& acting) { return conclude(acting, id, "AUTRE"); }),
              "");
    EXPECT_EQ(number("SELECT count(*) FROM relays WHERE outside_email IS NOT NULL"), 0);
    proposes(alice_, {.email = "ext@y.fr"}, addition());
    const auto second = link_sent();
    EXPECT_TRUE(held(second));
    advance_days(14);
    EXPECT_FALSE(held(second));
}

TEST_P(RelaysSent, AnAddressWithoutAnAccountMayRefuse) {
    const auto id = proposes(alice_, {.email = "ext@y.fr"}, addition());
    const auto link = link_sent();
    EXPECT_EQ(answers(link, "NON"), "relays.refusal_required");
    EXPECT_EQ(answers(link, "HORS_TERRITOIRE"), "");
    EXPECT_EQ(state(id), "refused");
    EXPECT_EQ(told("alice@x.fr"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM relays WHERE outside_email IS NOT NULL"), 0);
    EXPECT_EQ(answers(link, "-"), "relays.link_serves_no_more");
}

TEST_P(RelaysSent, ToAddressesAreTwentyADayWhoeverHasThem) {
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(proposes(alice_, {.email = fmt::format("ext{}@y.fr", i)}, addition()).empty());
    EXPECT_TRUE(proposes(alice_, {.email = "one.more@y.fr"}, addition()).empty());
    EXPECT_EQ(refused_, "relays.too_many_addresses");
    EXPECT_TRUE(proposes(alice_, {.email = "bob@x.fr"}, addition()).empty());
    EXPECT_EQ(refused_, "relays.too_many_addresses") << "the limit tells nobody's account";
    EXPECT_FALSE(proposes(alice_, to_mission(), addition()).empty());
    advance_days(1);
    EXPECT_FALSE(proposes(alice_, {.email = "one.more@y.fr"}, addition()).empty());
}

TEST_P(RelaysSent, AreReadAPageAtATime) {
    for (int i = 0; i < 26; ++i) proposes(alice_, to_mission(), addition());
    const auto page = [&](const base::PublicId& after) {
        return write(bob_,
                     [&](const Acting& acting) { return listed(acting, List::ToTake, after); });
    };
    const auto first = page({});
    ASSERT_EQ(first.relays.size(), 25U);
    const auto next = page(first.next);
    ASSERT_EQ(next.relays.size(), 1U);
    EXPECT_TRUE(next.next.empty());
    EXPECT_LT(next.relays.front().id.value, first.relays.back().id.value);
}

TEST_P(RelaysSent, ToColleaguesNameTheOthersOfOnesStructureWithTheirRoom) {
    EXPECT_EQ(
        does(bea_, [&](const Acting& acting) { return capacities::say(acting, false, "full"); }),
        "");
    const auto found = read([&](db::Transaction& tx) {
        return store::colleagues(tx, {.structure = bob_.structure(), .professional = bob_.id});
    });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().id, bea_.id);
    EXPECT_EQ(found.front().capacity, "full");
}

TEST_P(RelaysSent, WaitAWeekAreRecalledAndEndAfterTwo) {
    const auto id = proposes(alice_, {.email = "chloe@x.fr"}, handover());
    advance_days(6);
    EXPECT_EQ(keep(), 0);
    advance(std::chrono::hours(25));
    EXPECT_EQ(keep(), 1);
    EXPECT_EQ(keep(), 0) << "once";
    EXPECT_EQ(told("chloe@x.fr"), 2);
    advance_days(7);
    EXPECT_EQ(keep(), 1);
    EXPECT_EQ(state(id), "expired");
    EXPECT_EQ(told("alice@x.fr"), 1);
    EXPECT_TRUE(follows(alice_));
    EXPECT_EQ(accepts(chloe_, id), "relays.closed");
    EXPECT_EQ(keep(), 0);
}

TEST_P(RelaysSent, LeftUnansweredRaiseAnAlertThatAnAcceptedOneCloses) {
    proposes(alice_, {.email = "chloe@x.fr"}, handover());
    advance_days(15);
    EXPECT_EQ(keep(), 1);
    const auto open =
        "SELECT count(*) FROM alerts WHERE kind = 'relay_unanswered' AND closed_on "
        "IS NULL";
    EXPECT_EQ(number(open), 1);
    const auto met =
        "SELECT count(*) FROM followup_contributions WHERE last_contact_on IS NOT NULL";
    EXPECT_EQ(number(met), 0);
    EXPECT_EQ(accepts(chloe_, proposes(alice_, {.email = "chloe@x.fr"}, handover())), "");
    EXPECT_EQ(number(open), 0);
    EXPECT_EQ(number(met), 1) << "who takes up a relay is there";
}

}  // namespace gps::proposals
