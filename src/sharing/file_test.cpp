#include "scene/scene.hpp"

#include <fmt/format.h>

using namespace gps;
using namespace gps::sharing;

namespace {
class SharingFile : public scene::Scene {};
}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(SharingFile);

TEST_P(SharingFile, AStrangerLearnsNothing) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = agency("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto known = file(bruno, marie);
    const auto unknown = file(bruno, base::PublicId::fresh());
    ASSERT_FALSE(known);
    EXPECT_EQ(known.error(), unknown.error());
    EXPECT_EQ(known.error().refusal, base::Refusal::NotFound);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'read_file'"), 0);
}

TEST_P(SharingFile, EveryContributorIsACardAndReadingLeavesATraceAndAnAct) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(bruno, marie);
    const auto seen = file(bruno, marie);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->shown_name, "DURAND Jeanne");
    ASSERT_EQ(seen->cards.size(), 2u);
    EXPECT_TRUE(seen->cards[0].is_you);
    EXPECT_EQ(seen->cards[1].structure, "Agence de Nîmes");
    EXPECT_EQ(seen->cards[1].kind.empty(), false);
    EXPECT_EQ(seen->cards[0].reasons, std::vector<std::string_view>{"Accès à l’emploi"});
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'read_file'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM activity_acts WHERE kind = 'view'"), 1);
}

TEST_P(SharingFile, AStructureThatIsNotHabilitatedSeesInitialsOnly) {
    const auto alice = agency("alice@x.fr");
    const auto chloe = association("chloe@x.fr");
    const auto marie = person(alice, "Durand", "Émilie");
    follow(chloe, marie);
    const auto seen = file(chloe, marie, Tab::Information);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->shown_name, "D… É…");
    EXPECT_FALSE(seen->details) << "what may not be seen is not read";
    EXPECT_TRUE(file(alice, marie, Tab::Information)->details);
}

TEST_P(SharingFile, ASensitiveStructureIsAnotherContributorToOthers) {
    const auto alice = agency("alice@x.fr");
    const auto care = csapa("care@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(care, marie);
    const auto seen = file(alice, marie);
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->cards.size(), 2u);
    const auto& masked = seen->cards[0].is_masked ? seen->cards[0] : seen->cards[1];
    EXPECT_TRUE(masked.is_masked);
    EXPECT_EQ(masked.name + masked.structure + masked.role + masked.kind, "");
    EXPECT_TRUE(masked.reasons.empty());
    EXPECT_EQ(masked.periods.size(), 1u);

    const auto own = file(care, marie);
    for (const auto& card : own->cards) EXPECT_FALSE(card.is_masked);
    make_referent(alice, marie);
    const auto by_referent = file(alice, marie);
    for (const auto& card : by_referent->cards)
        EXPECT_FALSE(card.is_masked) << "the référent désigné sees the true name";
}

TEST_P(SharingFile, ThirtyDaysAfterTheEndOnlyOnesOwnPeriodsAreSeen) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(bruno, marie);
    end(bruno, marie);
    EXPECT_EQ(file(bruno, marie)->cards.size(), 2u);
    advance_days(30);
    EXPECT_EQ(file(bruno, marie)->shown_name, "DURAND Jeanne");
    advance_days(1);
    const auto later = file(bruno, marie);
    ASSERT_TRUE(later);
    EXPECT_EQ(later->shown_name, "D… J…");
    ASSERT_EQ(later->cards.size(), 1u);
    EXPECT_TRUE(later->cards[0].is_you);
}

TEST_P(SharingFile, AnOpposedPersonIsFrozen) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(bruno, marie);
    set_state(marie, "opposed");
    const auto seen = file(alice, marie);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->shown_name, "D… J…");
    EXPECT_EQ(seen->cards.size(), 1u);
}

TEST_P(SharingFile, TheSameProfessionalForAnotherStructureIsOfferedToSwitch) {
    const auto alice = agency("alice@x.fr");
    const auto marie = person(alice, "DURAND");
    const auto elsewhere = mission("alice@x.fr");
    EXPECT_FALSE(file(elsewhere, marie));
    const auto offered = [&](const access::Viewer& viewer) {
        return read([&](db::Transaction& tx) {
            return structure_to_switch_to(tx, viewer, marie).has_value();
        });
    };
    EXPECT_TRUE(offered(elsewhere));
    EXPECT_FALSE(offered(mission("bruno@x.fr")));
}

TEST_P(SharingFile, TheTabOfThePathSaysWhoTookOverFromWhom) {
    const auto alice = agency("alice@x.fr");
    const auto bruno = mission("bruno@x.fr");
    const auto marie = person(alice, "DURAND");
    follow(bruno, marie);
    const auto add = [&](const std::string& state, const access::Viewer& taker) {
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO relays (public_id, person_id, kind, giver_id, "
                              "giver_structure_id, structure_id, professional_id, reason, "
                              "messages, wish, state, sent_at, answered_at, refusal) VALUES ('{}', "
                              "{}, 'addition', {}, {}, {}, {}, 'SOUHAIT', 0, 'ACCORD', '{}', 0, "
                              "1767225600000000, {})",
                              base::PublicId::fresh().text(), id_of(marie).value, alice.id.value,
                              alice.structure().value, taker.structure().value, taker.id.value,
                              state, state == "refused" ? "'AUTRE'" : "NULL"));
    };
    add("accepted", bruno);
    add("refused", bruno);
    add("accepted", mission("gone@x.fr"));
    const auto seen = file(alice, marie, Tab::Trajectory);
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->relays.size(), 1u) << "accepted, by one who follows";
    EXPECT_EQ(seen->relays[0].on, *base::Date::from_iso("2026-01-01"));
    EXPECT_EQ(seen->relays[0].giver, seen->standing.own.id);
    EXPECT_TRUE(file(alice, marie)->relays.empty()) << "on that tab only";
}

TEST(LastSupporter, IsWhoeverLastMetThePersonAndIsNamed) {
    const auto day = [](int days) { return base::Date::from_days(days); };
    std::vector<Card> cards(3);
    for (int i = 0; i < 3; ++i) {
        cards[static_cast<std::size_t>(i)].id = {i + 1};
        cards[static_cast<std::size_t>(i)].periods = {{.started_on = day(1)}};
    }
    EXPECT_EQ(last_supporter({}), std::nullopt);
    EXPECT_EQ(last_supporter(cards), std::nullopt) << "nobody said so";
    cards[1].last_contact_on = day(10);
    EXPECT_EQ(last_supporter(cards), (ContributionId{2}));
    cards[2].last_contact_on = day(11);
    cards[2].periods[0].ended_on = day(12);
    EXPECT_EQ(last_supporter(cards), (ContributionId{3})) << "even who left since";
    cards[1].last_contact_on = day(11);
    EXPECT_EQ(last_supporter(cards), (ContributionId{2})) << "who follows still";
}
