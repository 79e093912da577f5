#include "scene/scene.hpp"

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
