#include "relays/rules.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gps::relays {
namespace {

const auto kToday = *base::Date::from_iso("2026-03-31");
constexpr people::ProfessionalId kAlice{1};
constexpr people::ProfessionalId kBob{2};
constexpr people::ProfessionalId kChloe{3};
constexpr structures::StructureId kAgency{10};
constexpr structures::StructureId kMission{20};

// Alice, of the agency, proposes to the mission locale.
Relay relay(State state = State::Sent) {
    return {.state = state, .giver = kAlice, .giver_structure = kAgency, .structure = kMission};
}

Relay taken(State state = State::Seen) {
    auto one = relay(state);
    one.professional = kBob;
    return one;
}

std::string said(Party party, Deed deed, bool is_taken) {
    std::string states;
    for (const auto state : {State::Sent, State::Seen, State::Accepted, State::Refused,
                             State::Expired, State::Cancelled, State::Done})
        states += may(party, deed, is_taken ? taken(state) : relay(state)) ? 'x' : '.';
    return states;
}

Proposed proposed() {
    return {.kind = Kind::Handover,
            .has_kind = true,
            .reason = "DEPART",
            .wish = "ACCORD",
            .person_agrees = true,
            .hands_over_on = kToday};
}

std::string mistake(const Proposed& one) {
    const auto checked = check(one, kToday);
    if (checked) return "";
    return std::string(checked.error().field) + " " + std::string(checked.error().message);
}

}  // namespace

TEST(RelayRules, WhoIsWhatToARelay) {
    EXPECT_EQ(party_of(relay(), {kAlice, kAgency}), Party::Giver);
    EXPECT_EQ(party_of(relay(), {kAlice, kMission}), Party::Structure)
        << "acting for the other, she is one of its members";
    EXPECT_EQ(party_of(relay(), {kBob, kMission}), Party::Structure);
    EXPECT_EQ(party_of(relay(), {kBob, kAgency}), Party::Nobody);
    EXPECT_EQ(party_of(taken(), {kBob, kMission}), Party::Taker);
    EXPECT_EQ(party_of(taken(), {kBob, kAgency}), Party::Nobody) << "for another structure";
    EXPECT_EQ(party_of(taken(), {kChloe, kMission}), Party::Colleague);
    auto by_address = taken();
    by_address.structure.reset();
    EXPECT_EQ(party_of(by_address, {kBob, kAgency}), Party::Taker) << "whatever they act for";
    EXPECT_EQ(party_of(by_address, {kChloe, kMission}), Party::Nobody);
}

TEST(RelayRules, WhoDoesWhatInWhichState) {
    //                                              sent seen acc. ref. exp. can. done
    EXPECT_EQ(said(Party::Giver, Deed::See, true), "xxxxxxx");
    EXPECT_EQ(said(Party::Giver, Deed::Cancel, true), "xx.....");
    EXPECT_EQ(said(Party::Giver, Deed::Accept, true), ".......");
    EXPECT_EQ(said(Party::Giver, Deed::Conclude, true), ".......") << "who took it says";
    EXPECT_EQ(said(Party::Structure, Deed::See, false), "xx.....");
    EXPECT_EQ(said(Party::Structure, Deed::Take, false), "xx.....");
    EXPECT_EQ(said(Party::Structure, Deed::Accept, false), ".......") << "it is taken first";
    EXPECT_EQ(said(Party::Structure, Deed::Refuse, false), ".......");
    EXPECT_EQ(said(Party::Taker, Deed::See, true), "xxxx..x");
    EXPECT_EQ(said(Party::Taker, Deed::Accept, true), "xx.....");
    EXPECT_EQ(said(Party::Taker, Deed::Refuse, true), "xx.....");
    EXPECT_EQ(said(Party::Taker, Deed::GiveBack, true), "xx.....");
    EXPECT_EQ(said(Party::Taker, Deed::Conclude, true), "..x....");
    EXPECT_EQ(said(Party::Taker, Deed::Cancel, true), ".......");
    for (const auto deed : {Deed::See, Deed::Take, Deed::GiveBack, Deed::Accept, Deed::Refuse,
                            Deed::Cancel, Deed::Conclude}) {
        EXPECT_EQ(said(Party::Colleague, deed, true), ".......");
        EXPECT_EQ(said(Party::Nobody, deed, true), ".......");
    }
}

TEST(RelayRules, OfWhatWasSentOutsideTheGiverSaysWhatItBecame) {
    auto outside = relay(State::Accepted);
    outside.structure.reset();
    outside.is_outside = true;
    EXPECT_TRUE(may(Party::Giver, Deed::Conclude, outside));
    outside.state = State::Sent;
    EXPECT_FALSE(may(Party::Giver, Deed::Conclude, outside));
}

TEST(RelayRules, WhatWasSentToSomeoneAloneGoesBackToNobody) {
    auto by_address = taken();
    by_address.structure.reset();
    EXPECT_FALSE(may(Party::Taker, Deed::GiveBack, by_address));
    EXPECT_TRUE(may(Party::Taker, Deed::Accept, by_address));
}

TEST(RelayRules, AProposalSaysAllOfIt) {
    EXPECT_EQ(mistake(proposed()), "");
    auto one = proposed();
    one.has_kind = false;
    EXPECT_EQ(mistake(one), "nature relays.kind_required");
    one = proposed();
    one.hands_over_on.reset();
    EXPECT_EQ(mistake(one), "jour relays.day_required");
    one.kind = Kind::Addition;
    EXPECT_EQ(mistake(one), "") << "who stays agrees on no day";
    one = proposed();
    one.hands_over_on = kToday.plus_days(-1);
    EXPECT_EQ(mistake(one), "jour relays.day_in_past");
    one.hands_over_on = kToday.plus_days(kDaysToHandOver);
    EXPECT_EQ(mistake(one), "");
    one.hands_over_on = kToday.plus_days(kDaysToHandOver + 1);
    EXPECT_EQ(mistake(one), "jour relays.day_too_far");
    one = proposed();
    one.reason = "ALCOOL";
    EXPECT_EQ(mistake(one), "motif relays.reason_required");
    one = proposed();
    one.wish.clear();
    EXPECT_EQ(mistake(one), "souhait relays.wish_required");
    one = proposed();
    one.person_agrees = false;
    EXPECT_EQ(mistake(one), "accord relays.agreement_required");
}

}  // namespace gps::relays
