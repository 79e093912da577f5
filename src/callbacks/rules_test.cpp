#include "callbacks/rules.hpp"

#include <array>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace gps::callbacks {
namespace {

const base::Date kTuesday = *base::Date::from_iso("2026-03-31");

constexpr std::array kStates{State::Asked,       State::Answered, State::Done,
                             State::Unreachable, State::Expired,  State::Cancelled};

std::string said(State from, Side by, Deed deed) {
    const auto to = after(from, by, deed);
    return to ? std::string(code(*to)) : "-";
}

}  // namespace

TEST(CallbackRules, WhoMakesWhatOfEachState) {
    std::istringstream table(R"(
        asked       answered done unreachable -    -    done -    cancelled
        answered    answered done unreachable -    -    done -    cancelled
        done        -        -    -           -    -    -    -    -
        unreachable -        -    -           -    -    -    -    -
        expired     -        -    -           -    -    -    -    -
        cancelled   -        -    -           -    -    -    -    -
    )");
    for (const auto state : kStates) {
        std::string named;
        table >> named;
        ASSERT_EQ(named, code(state));
        for (const auto side : {Side::Asked, Side::Asker}) {
            for (const auto deed : {Deed::Answer, Deed::Finish, Deed::Miss, Deed::Cancel}) {
                std::string expected;
                table >> expected;
                EXPECT_EQ(said(state, side, deed), expected)
                    << named << (side == Side::Asked ? " asked " : " asker ")
                    << static_cast<int>(deed);
            }
        }
    }
}

TEST(CallbackRules, EachRuleStartsFromWhatIsOpen) {
    for (const auto& rule : rules()) EXPECT_TRUE(is_open(rule.from));
    EXPECT_EQ(rules().size(), 10u);
}

TEST(CallbackRules, WhatIsOpenExpiresAfterFourteenDaysToTheInstant) {
    const base::Instant asked = base::paris_midnight(kTuesday);
    const auto end = end_of_life(asked);
    EXPECT_EQ(end, asked.plus(std::chrono::hours(14 * 24)));
    const auto before = end.minus(std::chrono::microseconds(1));
    EXPECT_EQ(state_at(State::Asked, end, before), State::Asked);
    EXPECT_EQ(state_at(State::Asked, end, end), State::Expired);
    EXPECT_EQ(state_at(State::Answered, end, end), State::Expired);
    EXPECT_EQ(state_at(State::Done, end, end), State::Done);
    EXPECT_EQ(state_at(State::Cancelled, end, end), State::Cancelled);
}

TEST(CallbackRules, HalfDaysAreThoseAskedForFromTomorrowOn) {
    const auto slots = slot_bit("MARDI_APRES") | slot_bit("MERCREDI_MATIN");
    std::string found;
    for (const auto& one : proposed(slots, kTuesday)) found += one.code() + " ";
    EXPECT_EQ(found, "2026-04-01.matin 2026-04-07.apres-midi 2026-04-08.matin ");
    EXPECT_TRUE(proposed(0, kTuesday).empty());
}

TEST(CallbackRules, AWishIsMadeOfCodes) {
    const Wish good{.subject = "POINT", .slots = 1, .channel = "VISIO"};
    EXPECT_TRUE(check(good));
    auto wish = good;
    wish.subject = "La santé de Marie";
    EXPECT_EQ(check(wish).error().field, "sujet");
    wish = good;
    wish.slots = 0;
    EXPECT_EQ(check(wish).error().field, "creneaux");
    wish = good;
    wish.channel = "PIGEON";
    EXPECT_EQ(check(wish).error().field, "moyen");
}

TEST(CallbackModel, CodesReadAsTheyAreWritten) {
    for (const auto state : kStates) EXPECT_EQ(state_of(code(state)), state);
    EXPECT_THROW(state_of("lost"), std::logic_error);
    Slots all = 0;
    for (const auto& one : half_days()) all |= slot_bit(one.code);
    EXPECT_EQ(slot_labels(all).size(), half_days().size());
    EXPECT_EQ(slot_bit("DIMANCHE_MATIN"), 0);
    const Slot slot{.day = kTuesday, .is_afternoon = true};
    EXPECT_EQ(Slot::of(slot.code()), slot);
    for (const auto* wrong : {"", "2026-03-31", "2026-03-31.soir", "2026-02-30.matin"})
        EXPECT_FALSE(Slot::of(wrong)) << wrong;
}

}  // namespace gps::callbacks
