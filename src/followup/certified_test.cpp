#include "followup/certified.hpp"

#include "followup/acts.hpp"
#include "followup/passing.hpp"
#include "followup/watch.hpp"
#include "scene/scene.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::followup {
namespace {

// Alice, of an agency, recorded Marie; Bob, of a mission locale, follows her too.
class CertifiedReferent : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bob_ = mission("bob@x.fr");
        marie_ = person(alice_, "DURAND");
        follow(bob_, marie_);
    }

    Certifying says(const access::Viewer& who, bool is_referent,
                    std::optional<base::Date> on = {}) {
        const auto id = id_of(marie_);
        return write(who, [&](const Acting& acting) {
            return certify(acting, id, {.is_referent = is_referent, .on = on});
        });
    }
    // Whose card says that they are certified, and of which day, as that viewer sees it.
    std::string certified(const access::Viewer& viewer) {
        std::string found;
        const auto seen = file(viewer, marie_);
        for (const auto& card : seen->cards)
            if (card.certified_on) found += card.name + " " + card.certified_on->iso();
        return found;
    }
    std::int64_t rows() { return number("SELECT count(certified_on) FROM followup_groups"); }
    static Side side(const access::Viewer& who) {
        return {.professional = who.id, .structure = who.structure()};
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    base::PublicId marie_ = {};
};

constexpr auto kToday = "2026-03-31";

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(CertifiedReferent);

TEST(Certified, IsWhoeverTheNewestDataNames) {
    const auto day = [](int days) { return base::Date::from_days(days); };
    const ContributionId mine{1};
    const Certified me{.part = mine, .on = day(10)};
    const Certified another{.part = {2}, .on = day(10)};
    using enum Certifying;
    struct Case {
        std::optional<Certified> known;
        Attested data;
        Certifying how;
    };
    const std::vector<Case> cases{
        {{}, {.is_referent = true}, Changed},
        {{}, {.is_referent = false}, Unchanged},
        {me, {.is_referent = true}, Unchanged},
        {me, {.is_referent = true, .on = day(9)}, Unchanged},
        {me, {.is_referent = true, .on = day(10)}, Unchanged},
        {me, {.is_referent = true, .on = day(11)}, Changed},
        {me, {.is_referent = false}, Changed},
        {me, {.is_referent = false, .on = day(9)}, Outdated},
        {me, {.is_referent = false, .on = day(10)}, Changed},
        {another, {.is_referent = true}, Changed},
        {another, {.is_referent = true, .on = day(9)}, Outdated},
        {another, {.is_referent = true, .on = day(10)}, Changed},
        {another, {.is_referent = false}, Unchanged},
        {another, {.is_referent = false, .on = day(11)}, Unchanged},
    };
    for (std::size_t i = 0; i < cases.size(); ++i)
        EXPECT_EQ(weigh(cases[i].known, mine, cases[i].data, day(20)), cases[i].how) << i;
}

TEST_P(CertifiedReferent, IsOneAPersonAndDesignatesNobody) {
    EXPECT_EQ(says(alice_, true, today().plus_days(-19)), Certifying::Changed);
    EXPECT_EQ(certified(bob_), "Prénom Nom-alice@x.fr 2026-03-12");
    EXPECT_EQ(says(bob_, true), Certifying::Changed);
    EXPECT_EQ(certified(alice_), std::string("Prénom Nom-bob@x.fr ") + kToday);
    EXPECT_EQ(says(alice_, false), Certifying::Unchanged) << "they were not";
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(says(bob_, false), Certifying::Changed);
    EXPECT_EQ(certified(alice_), "");
    EXPECT_EQ(number("SELECT count(*) FROM followup_designations"), 0);
    EXPECT_EQ(number("SELECT count(referent_contribution_id) FROM followup_groups"), 0);
}

TEST_P(CertifiedReferent, IsNoMoreOnceTheirPartEnds) {
    EXPECT_EQ(says(bob_, true), Certifying::Changed);
    end(alice_, marie_);
    EXPECT_EQ(certified(bob_), std::string("Prénom Nom-bob@x.fr ") + kToday) << "another's end";
    end(bob_, marie_);
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(says(bob_, true), Certifying::Unchanged) << "nor is who does not follow";
    ASSERT_TRUE(write(
        bob_, [&](const Acting& acting) { return resume_part(acting, marie_, part(today())); }));
    EXPECT_EQ(certified(bob_), "");
    EXPECT_EQ(says(mission("stranger@x.fr"), true), Certifying::Unchanged);
}

TEST_P(CertifiedReferent, IsNoMoreOnceTimeEndsTheirPart) {
    EXPECT_EQ(says(bob_, true), Certifying::Changed);
    const Part theirs{.person = id_of(marie_),
                      .id = file(bob_, marie_)->standing.own.id,
                      .professional = bob_.id,
                      .structure = bob_.structure()};
    db().write([&](db::Transaction& tx) {
        hold_still(tx, theirs.person);
        end_by_itself(tx, house().clock, theirs);
        return true;
    });
    EXPECT_EQ(rows(), 0);
}

TEST_P(CertifiedReferent, IsNotPassedOn) {
    make_referent(alice_, marie_);
    EXPECT_EQ(says(alice_, true), Certifying::Changed);
    const auto colleague = agency("carl@x.fr");
    const Handover handover{.person = id_of(marie_),
                            .giver = side(alice_),
                            .taker = side(colleague),
                            .taker_is_habilitated = true};
    const auto passed =
        db().write([&](db::Transaction& tx) { return pass_part(tx, house().clock, handover); });
    ASSERT_TRUE(passed);
    EXPECT_TRUE(file(colleague, marie_)->standing.is_referent) << "désigné is";
    EXPECT_EQ(rows(), 0);
    EXPECT_TRUE(db().write([&](db::Transaction& tx) {
        return take_part_back(tx, house().clock, handover, *passed, today());
    }));
    EXPECT_EQ(rows(), 0) << "nor given back: the next data says";
}

TEST_P(CertifiedReferent, IsSaidOfWhoIsNamedAlone) {
    const auto care = csapa("care@x.fr");
    follow(care, marie_);
    EXPECT_EQ(says(care, true), Certifying::Changed);
    EXPECT_EQ(certified(care), std::string("Prénom Nom-care@x.fr ") + kToday);
    EXPECT_EQ(certified(bob_), "") << "of another contributor, not even that";
    make_referent(bob_, marie_);
    EXPECT_EQ(certified(bob_), std::string("Prénom Nom-care@x.fr ") + kToday);
    end(alice_, marie_);
    advance_days(31);
    EXPECT_EQ(certified(alice_), "") << "who sees their own part alone";
}

TEST_P(CertifiedReferent, SeesNoMoreThanBefore) {
    const auto chloe = association("chloe@x.fr");
    const auto care = csapa("care@x.fr");
    follow(chloe, marie_);
    follow(care, marie_);
    const auto seen = [&](const access::Viewer& who) {
        const auto one = file(who, marie_);
        const auto masked = std::ranges::count(one->cards, true, &sharing::Card::is_masked);
        return fmt::format("{} {}", one->shown_name, masked);
    };
    EXPECT_EQ(says(chloe, true), Certifying::Changed);
    EXPECT_EQ(seen(chloe), "D… J… 1");
    EXPECT_EQ(says(alice_, true), Certifying::Changed);
    EXPECT_EQ(seen(alice_), "DURAND Jeanne 1");
}

}  // namespace gps::followup
