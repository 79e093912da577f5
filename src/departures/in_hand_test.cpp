#include "callbacks/usecases.hpp"
#include "departures/departures_test.hpp"
#include "relays/usecases.hpp"

using namespace gps;
using namespace gps::departures;

namespace {

using scene::Acting;

// What waited for who leaves: calls about the people they follow, relays.
class DeparturesInHand : public Departures {
 protected:
    std::string ids_of(const access::Viewer& whom) {
        return read([&](db::Transaction& tx) {
            const db::Statement sql{
                .name = "test.choice",
                .text =
                    "SELECT r.public_id || '.' || s.public_id FROM professionals AS r, "
                    "structures AS s WHERE r.id = $1 AND s.id = $2"};
            return tx.query(sql, whom.id, whom.structure()).at(0).text(0);
        });
    }
    void asks(const access::Viewer& who, const access::Viewer& whom, const base::PublicId& person) {
        const auto choice = ids_of(whom);
        EXPECT_EQ(message(write(who,
                                [&](const Acting& acting) {
                                    return callbacks::ask(
                                        acting, person, choice,
                                        {.subject = "POINT", .slots = 4, .channel = "TELEPHONE"});
                                })),
                  "done");
    }
    std::vector<callbacks::Line> calls(const access::Viewer& who,
                                       callbacks::List list = callbacks::List::ToAnswer) {
        return write(who,
                     [&](const Acting& acting) { return callbacks::page(acting, list, {}).lines; });
    }
    std::string does(const access::Viewer& who, callbacks::Deed deed,
                     callbacks::List list = callbacks::List::ToAnswer) {
        const auto lines = calls(who, list);
        if (lines.empty()) return "none";
        const auto slots = callbacks::proposed(4, today());
        return message(write(who, [&](const Acting& acting) {
            return callbacks::act(acting, lines.front().id, deed, slots.at(0).code());
        }));
    }
    std::int64_t open_of(const access::Viewer& asked) {
        return number(
            "SELECT count(*) FROM callbacks WHERE state IN ('asked', 'answered') AND asked_id = " +
            std::to_string(asked.id.value));
    }
    base::PublicId proposes_to_the_agency(const base::PublicId& person) {
        const auto who = id_of(person);
        return write(dora_, [&](const Acting& acting) {
            return relays::send(acting, {.person = who,
                                         .kind = relays::Kind::Addition,
                                         .giver = dora_.id,
                                         .giver_structure = dora_.structure(),
                                         .structure = alice_.structure(),
                                         .reason = "AUTRE",
                                         .wish = "ACCORD",
                                         .sent_at = house().clock.now()})
                .value();
        });
    }
    std::string takes(const access::Viewer& who, const base::PublicId& relay) {
        return message(
            write(who, [&](const Acting& acting) { return relays::take(acting, relay); }));
    }
    std::int64_t relays_of(const access::Viewer& who) {
        return number("SELECT count(*) FROM relays WHERE professional_id = " +
                      std::to_string(who.id.value));
    }
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(DeparturesInHand);

// ---- Calls --------------------------------------------------------------------------------------

TEST_P(DeparturesInHand, ACallAskedForFollowsThePerson) {
    follows(2);
    follow(dora_, people_[0]);
    asks(dora_, alice_, people_[0]);
    advance_days(1);
    EXPECT_EQ(does(alice_, callbacks::Deed::Answer), "done");
    const auto before = calls(alice_).at(0);
    ASSERT_TRUE(before.slot);
    advance_days(1);
    started({bob_});
    run();
    EXPECT_TRUE(calls(alice_).empty());
    const auto lines = calls(bob_);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].id, before.id);
    EXPECT_EQ(lines[0].state, callbacks::State::Asked);
    EXPECT_FALSE(lines[0].slot) << "whom it suited is gone";
    EXPECT_EQ(lines[0].expires_at, before.expires_at);
    EXPECT_EQ(lines[0].other, "Prénom Nom-dora@x.fr");
    const auto sent = calls(dora_, callbacks::List::Sent);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].other, "Prénom Nom-bob@x.fr");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'pass_person' AND detail = "
                     "'callbacks=1'"),
              1);
    EXPECT_EQ(does(bob_, callbacks::Deed::Finish), "done");
}

TEST_P(DeparturesInHand, WhoAskedTheTakerTooIsLeftAsTheyAre) {
    follows(1);
    follow(dora_, people_[0]);
    follow(bob_, people_[0]);
    asks(dora_, alice_, people_[0]);
    asks(dora_, bob_, people_[0]);
    started({bob_});
    run();
    EXPECT_EQ(followed(bob_), 1);
    EXPECT_EQ(open_of(bob_), 1);
    EXPECT_EQ(open_of(alice_), 1);
}

TEST_P(DeparturesInHand, WhatExpiredMakesRoomAndDoesNotFollow) {
    follows(2);
    follow(dora_, people_[0]);
    follow(dora_, people_[1]);
    follow(bob_, people_[0]);
    asks(dora_, bob_, people_[0]);
    asks(dora_, alice_, people_[1]);
    advance_days(15);
    asks(dora_, alice_, people_[0]);
    started({bob_});
    run();
    ASSERT_EQ(calls(bob_).size(), 1U);
    EXPECT_EQ(calls(bob_)[0].person, people_[0]);
    EXPECT_EQ(number("SELECT count(*) FROM callbacks WHERE state = 'expired' AND asked_id = " +
                     std::to_string(bob_.id.value)),
              1);
    EXPECT_EQ(open_of(alice_), 1) << "over, of the other person";
}

TEST_P(DeparturesInHand, WhatTheTakerAskedForIsCancelled) {
    follows(1);
    follow(bob_, people_[0]);
    asks(bob_, alice_, people_[0]);
    started({bob_});
    run();
    ASSERT_EQ(calls(bob_, callbacks::List::Sent).size(), 1U);
    EXPECT_EQ(calls(bob_, callbacks::List::Sent)[0].state, callbacks::State::Cancelled);
    EXPECT_EQ(open_of(bob_), 0);
}

TEST_P(DeparturesInHand, CallsComeBackThatNobodyTouched) {
    follows(3);
    for (const auto& one : people_) {
        follow(dora_, one);
        asks(dora_, alice_, one);
    }
    follow(cyr_, people_[0]);
    follow(cyr_, people_[1]);
    asks(cyr_, alice_, people_[0]);
    advance(std::chrono::hours(1));
    const auto id = started({bob_});
    run();
    EXPECT_EQ(open_of(bob_), 4);
    asks(cyr_, bob_, people_[1]);  // at the very moment of the passing
    advance(std::chrono::hours(1));
    EXPECT_EQ(does(dora_, callbacks::Deed::Cancel, callbacks::List::Sent), "done");
    ASSERT_EQ(calls(bob_).back().other, "Prénom Nom-cyr@x.fr");
    EXPECT_EQ(message(undoes(id)), "done");
    run();
    EXPECT_EQ(seen(id).taken_back, 3);
    EXPECT_EQ(open_of(alice_), 3) << "two of Dora, one of Cyr";
    EXPECT_EQ(open_of(bob_), 1) << "what he was asked himself";
    EXPECT_EQ(number("SELECT count(*) FROM callbacks WHERE state = 'cancelled'"), 1);
}

TEST_P(DeparturesInHand, ACallThatTheTakerAnsweredStaysTheirs) {
    follows(1);
    follow(dora_, people_[0]);
    asks(dora_, alice_, people_[0]);
    const auto id = started({bob_});
    run();
    advance(std::chrono::hours(1));
    EXPECT_EQ(does(bob_, callbacks::Deed::Answer), "done");
    EXPECT_EQ(message(undoes(id)), "done");
    run();
    EXPECT_EQ(seen(id).changed, 1);
    EXPECT_EQ(open_of(bob_), 1);
}

// ---- Relays -------------------------------------------------------------------------------------

TEST_P(DeparturesInHand, RelaysThatWaitAreToBeTakenByAnother) {
    follows(1);
    sql("UPDATE memberships SET role = 'administrator' WHERE professional_id = " +
        std::to_string(ada_.id.value));
    const auto waiting = proposes_to_the_agency(person(dora_, "PETIT"));
    const auto accepted = proposes_to_the_agency(person(dora_, "MOREAU"));
    EXPECT_EQ(takes(alice_, waiting), "done");
    EXPECT_EQ(takes(alice_, accepted), "done");
    EXPECT_EQ(message(write(alice_,
                            [&](const Acting& acting) {
                                return relays::accept(acting, accepted, part(today()));
                            })),
              "done");
    const auto id = started({bob_});
    run();
    EXPECT_EQ(seen(id).state, State::Done);
    EXPECT_EQ(followed(bob_), 2) << "of the relay that was accepted too";
    EXPECT_EQ(relays_of(alice_), 1) << "it was accepted by her";
    EXPECT_EQ(told(ada_, "relay_to_take_again"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'give_back_relay' AND "
                     "person_id IS NOT NULL AND actor_id = " +
                     std::to_string(ada_.id.value)),
              1);
    EXPECT_EQ(takes(cyr_, waiting), "done");
    EXPECT_EQ(message(undoes(id)), "done");
    run();
    EXPECT_EQ(seen(id).state, State::Undone);
    EXPECT_EQ(relays_of(cyr_), 1) << "whoever has it keeps it";
}

// ---- The preview --------------------------------------------------------------------------------

TEST_P(DeparturesInHand, ThePreviewCountsWhatWaits) {
    follows(2);
    follow(dora_, people_[0]);
    follow(dora_, people_[1]);
    EXPECT_EQ(foreseen({bob_}).leaver.relays, 0);
    EXPECT_EQ(foreseen({bob_}).leaver.callbacks, 0);
    asks(dora_, alice_, people_[0]);
    advance_days(15);
    asks(dora_, alice_, people_[1]);
    proposes_to_the_agency(people_[0]);
    EXPECT_EQ(takes(alice_, proposes_to_the_agency(people_[1])), "done");
    EXPECT_EQ(foreseen({bob_}).leaver.relays, 1) << "not the one to be taken";
    EXPECT_EQ(foreseen({bob_}).leaver.callbacks, 1) << "not the one that is over";
    sql("UPDATE relays SET structure_id = giver_structure_id");
    sql("UPDATE callbacks SET asked_structure_id = asker_structure_id");
    EXPECT_EQ(foreseen({bob_}).leaver.relays, 0) << "of another structure";
    EXPECT_EQ(foreseen({bob_}).leaver.callbacks, 0);
}
