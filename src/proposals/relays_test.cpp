#include "capacities/usecases.hpp"
#include "proposals/store.hpp"
#include "proposals/usecases.hpp"
#include "relays/deadlines.hpp"
#include "relays/merging.hpp"
#include "relays/usecases.hpp"
#include "scene/scene.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

namespace gps::proposals {
namespace {

using namespace relays;  // NOLINT(google-build-using-namespace): their whole story

using scene::Acting;

// Alice, of an agency, recorded Marie; Bob and Béa are of a mission locale; Chloé of an association
// that is not habilitated.
class Relays : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bob_ = mission("bob@x.fr");
        bea_ = mission("bea@x.fr");
        chloe_ = association("chloe@x.fr");
        marie_ = person(alice_, "DURAND");
        mission_ = text("SELECT public_id FROM structures WHERE id = " +
                        std::to_string(bob_.structure().value));
    }

    std::string text(const std::string& sql) {
        const db::Statement statement{.name = "tests.text", .text = sql};
        return read([&](db::Transaction& tx) { return tx.query(statement).at(0).text(0); });
    }
    Proposed handover(int in_days = 0) {
        return {.kind = Kind::Handover,
                .has_kind = true,
                .reason = "DEPART",
                .messages = message_bit("APPELER"),
                .wish = "ACCORD",
                .person_agrees = true,
                .hands_over_on = today().plus_days(in_days)};
    }
    Proposed addition() {
        auto one = handover();
        one.kind = Kind::Addition;
        return one;
    }
    Destination to_mission() { return {.structure = base::PublicId::parse(mission_)}; }

    // The relay, or "" and what was refused in `refused_`.
    base::PublicId proposes(const access::Viewer& who, const Destination& to,
                            const Proposed& what) {
        const auto done =
            write(who, [&](const Acting& acting) { return propose(acting, marie_, to, what); });
        refused_ = done ? "" : std::string(done.error().message);
        return done ? *done : base::PublicId{};
    }
    template <class Deed>
    std::string does(const access::Viewer& who, Deed deed) {
        const auto done = write(who, deed);
        return done ? "" : std::string(done.error().message);
    }
    std::string takes(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return take(acting, id); });
    }
    std::string accepts(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return accept(acting, id, part(today())); });
    }
    std::string refuses(const access::Viewer& who, const base::PublicId& id,
                        const std::string& why = "CAPACITE") {
        return does(who, [&](const Acting& acting) { return refuse(acting, id, why); });
    }
    std::string opens(const access::Viewer& who, const base::PublicId& id) {
        return does(who, [&](const Acting& acting) { return open(acting, id); });
    }
    // Of the last mail to somebody without an account.
    std::string link_sent() {
        const auto body = text(
            "SELECT body_text FROM mail_outbox WHERE kind = 'relays.link' ORDER BY id DESC LIMIT "
            "1");
        std::smatch found;
        EXPECT_TRUE(std::regex_search(body, found, std::regex("relais-propose/([A-Za-z0-9_-]+)")));
        return found[1].str();
    }
    // Accepts by the link for "-"; else refuses.
    std::string answers(const std::string& link, const std::string& refusal) {
        const web::Request request;
        return db().write([&](db::Transaction& tx) {
            const access::Visit visit{.house = house(),
                                      .request = request,
                                      .tx = tx,
                                      .now = house().clock.now(),
                                      .today = today()};
            const auto done =
                refusal == "-" ? accept_by_link(visit, link) : refuse_by_link(visit, link, refusal);
            return done ? std::string() : std::string(done.error().message);
        });
    }
    std::string state(const base::PublicId& id) {
        return text("SELECT state FROM relays WHERE public_id = '" + id.text() + "'");
    }
    bool follows(const access::Viewer& who) {
        const auto seen = file(who, marie_, sharing::Tab::Mine);
        return seen && seen->standing.own.is_ongoing();
    }
    std::int64_t told(const std::string& email) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'notices.told' AND recipient = '" +
            email + "'");
    }
    std::vector<Relay> list(const access::Viewer& who, List which) {
        return write(who, [&](const Acting& acting) { return listed(acting, which, {}).relays; });
    }
    std::int64_t keep() {
        return keep_deadlines({.database = db(), .keys = house().keys, .clock = house().clock});
    }
    std::string referent() {
        const auto seen = file(bob_, marie_);
        const auto& cards = seen->cards;
        const auto card = std::ranges::find(cards, true, &sharing::Card::is_referent);
        return card == cards.end() ? "" : card->name;
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer bea_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
    std::string mission_ = {};
    std::string refused_ = {};
};

}  // namespace
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

TEST_P(Relays, ToAColleagueAreTheirsAtOnce) {
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

TEST_P(Relays, ToAnAddressReachWhoeverHasItForTheStructureTheyActFor) {
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

TEST_P(Relays, AnAddressWithoutAnAccountGetsALinkThatServesOnce) {
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

TEST_P(Relays, AnAddressWithoutAnAccountMayRefuse) {
    const auto id = proposes(alice_, {.email = "ext@y.fr"}, addition());
    const auto link = link_sent();
    EXPECT_EQ(answers(link, "NON"), "relays.refusal_required");
    EXPECT_EQ(answers(link, "HORS_TERRITOIRE"), "");
    EXPECT_EQ(state(id), "refused");
    EXPECT_EQ(told("alice@x.fr"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM relays WHERE outside_email IS NOT NULL"), 0);
    EXPECT_EQ(answers(link, "-"), "relays.link_serves_no_more");
}

TEST_P(Relays, AreReadAPageAtATime) {
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

TEST_P(Relays, ToColleaguesNameTheOthersOfOnesStructureWithTheirRoom) {
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

TEST_P(Relays, WaitAWeekAreRecalledAndEndAfterTwo) {
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
