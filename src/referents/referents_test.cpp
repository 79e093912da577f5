#include "followup/acts.hpp"
#include "referents/rules.hpp"
#include "referents/usecases.hpp"
#include "scene/scene.hpp"

#include <algorithm>

namespace gps::referents {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie and is her référent; Bob, of a mission locale, and Chloé, of
// an association that is not habilitated, follow her too.
class Referents : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bob_ = mission("bob@x.fr");
        chloe_ = association("chloe@x.fr");
        follow(bob_, marie_);
        follow(chloe_, marie_);
        make_referent(alice_, marie_);
    }

    Choice choice(const access::Viewer& whom) {
        return read([&](db::Transaction& tx) {
            const db::Statement sql{
                .name = "tests.choice",
                .text =
                    "SELECT r.public_id, s.public_id FROM professionals AS r, structures AS s "
                    "WHERE r.id = $1 AND s.id = $2"};
            const auto rows = tx.query(sql, whom.id, whom.structure());
            return Choice{.professional = base::PublicId::parse(rows.at(0).view(0)),
                          .structure = base::PublicId::parse(rows.at(0).view(1))};
        });
    }
    std::string names(const access::Viewer& who, const access::Viewer& whom,
                      const std::string& reason = "SOUHAIT") {
        const auto chosen = choice(whom);
        return said(write(
            who, [&](const Acting& acting) { return designate(acting, marie_, chosen, reason); }));
    }
    std::string objects(const access::Viewer& who, const std::string& reason = "CAPACITE") {
        return said(
            write(who, [&](const Acting& acting) { return object(acting, marie_, reason); }));
    }
    // Whose card is the référent's, as Alice sees it.
    std::string referent() {
        const auto seen = file(alice_, marie_);
        const auto& cards = seen->cards;
        const auto card = std::ranges::find(cards, true, &sharing::Card::is_referent);
        return card == cards.end() ? "" : card->name;
    }
    std::int64_t told(const std::string& email) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'notices.told' AND "
            "recipient = '" +
            email + "'");
    }
    std::int64_t in_force_rows() {
        return number("SELECT count(*) FROM followup_designations WHERE ended_at IS NULL");
    }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};

 private:
    static std::string said(const base::Result<>& done) {
        return done ? "" : std::string(done.error().message);
    }
};

constexpr auto kBob = "Prénom Nom-bob@x.fr";
constexpr auto kAlice = "Prénom Nom-alice@x.fr";

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Referents);

TEST_P(Referents, IsNamedBySomebodyElseAndBothAreTold) {
    EXPECT_EQ(referent(), kAlice);
    EXPECT_EQ(names(alice_, bob_), "");
    EXPECT_EQ(referent(), kBob);
    EXPECT_EQ(told("bob@x.fr"), 1);
    EXPECT_EQ(told("alice@x.fr"), 0) << "she did it";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'designate_referent' AND "
                     "detail = 'reason=SOUHAIT'"),
              1);
    EXPECT_EQ(in_force_rows(), 1);
    EXPECT_EQ(number("SELECT count(*) FROM followup_designations WHERE ending = 'replaced'"), 1);
    EXPECT_EQ(names(alice_, bob_), "referents.nobody") << "is one already";
}

TEST_P(Referents, AreNeverNamedByThemselvesNorOfAStructureWithoutHabilitation) {
    follow(agency("eric@x.fr"), marie_);
    EXPECT_EQ(names(bob_, bob_), "referents.choice_required");
    EXPECT_EQ(names(alice_, chloe_), "referents.choice_required");
    EXPECT_EQ(names(chloe_, bob_), "sharing.no_file") << "sees initials";
    EXPECT_EQ(names(mission("stranger@x.fr"), bob_), "sharing.no_file");
    EXPECT_EQ(names(alice_, bob_, "HUMEUR"), "referents.reason_required");
    end(bob_, marie_);
    EXPECT_EQ(names(alice_, bob_), "referents.choice_required") << "no longer follows her";
    EXPECT_EQ(referent(), kAlice);
}

TEST_P(Referents, OfBeforeOrNamedMayObjectForSevenDays) {
    EXPECT_EQ(objects(alice_), "referents.too_late") << "an authority said it";
    EXPECT_EQ(names(alice_, bob_), "");
    EXPECT_EQ(objects(chloe_), "referents.too_late") << "neither was nor is";
    EXPECT_EQ(objects(bob_, "HUMEUR"), "referents.objection_required");
    advance_days(6);
    EXPECT_EQ(objects(bob_), "");
    EXPECT_EQ(referent(), kAlice);
    EXPECT_EQ(told("alice@x.fr"), 1);
    EXPECT_EQ(objects(alice_), "referents.too_late") << "what follows an objection stands";
    EXPECT_EQ(number("SELECT count(*) FROM followup_designations WHERE ending = 'objected' AND "
                     "objection = 'CAPACITE'"),
              1);
    EXPECT_EQ(names(alice_, bob_), "");
    advance_days(7);
    EXPECT_EQ(objects(bob_), "referents.too_late");
}

TEST_P(Referents, WhoeverNamedThemIsToldOfAnObjection) {
    const auto david = mission("david@x.fr");
    follow(david, marie_);
    EXPECT_EQ(names(david, bob_), "");
    EXPECT_EQ(told("david@x.fr"), 0) << "they know";
    EXPECT_EQ(objects(bob_), "");
    EXPECT_EQ(told("david@x.fr"), 1);
}

TEST_P(Referents, ThereIsNoneWhenTheOneBeforeNoLongerFollows) {
    EXPECT_EQ(names(alice_, bob_), "");
    end(alice_, marie_);
    EXPECT_EQ(objects(bob_), "");
    EXPECT_EQ(referent(), "");
    EXPECT_EQ(in_force_rows(), 0);
}

TEST_P(Referents, WhosePartEndsIsNoneAndTheHistorySaysIt) {
    end(alice_, marie_);
    EXPECT_EQ(in_force_rows(), 0);
    EXPECT_EQ(number("SELECT count(*) FROM followup_designations WHERE ending = 'part_ended'"), 1);
    EXPECT_EQ(names(bob_, bob_), "referents.nobody");
}

TEST_P(Referents, OfBeforeStillReadsASensitiveNameForThirtyDays) {
    const auto david = csapa("david@x.fr");
    follow(david, marie_);
    const auto sees = [&](const access::Viewer& who) {
        const auto seen = file(who, marie_);
        return std::ranges::any_of(seen->cards, [](const sharing::Card& card) {
            return card.name == "Prénom Nom-david@x.fr";
        });
    };
    EXPECT_TRUE(sees(alice_));
    EXPECT_FALSE(sees(bob_));
    EXPECT_EQ(names(alice_, bob_), "");
    EXPECT_TRUE(sees(bob_));
    EXPECT_TRUE(sees(alice_)) << "for thirty days";
    advance_days(31);
    EXPECT_FALSE(sees(alice_));
    EXPECT_TRUE(sees(bob_));
}

TEST_P(Referents, OfEachDayAreReadWithThePathOfThePerson) {
    advance_days(10);
    EXPECT_EQ(names(alice_, bob_), "");
    const auto seen = file(alice_, marie_, sharing::Tab::Trajectory);
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->designations.size(), 2u);
    EXPECT_EQ(seen->designations[0].days, (sharing::Period{.started_on = today()}));
    EXPECT_EQ(seen->designations[1].days,
              (sharing::Period{.started_on = today().plus_days(-10), .ended_on = today()}));
    EXPECT_EQ(seen->designations[1].part, seen->standing.own.id);
    end(chloe_, marie_);
    advance_days(31);
    EXPECT_TRUE(file(chloe_, marie_, sharing::Tab::Trajectory)->designations.empty());
}

TEST_P(Referents, AreOneInForceByTheDatabaseItself) {
    EXPECT_THROW(
        gps::tests::run_sql(db(),
                            "INSERT INTO followup_designations (person_id, contribution_id, "
                            "reason, started_at) SELECT person_id, contribution_id, 'AUTRE', 0 "
                            "FROM followup_designations WHERE ended_at IS NULL"),
        db::Failure);
}

TEST_P(Referents, ThePageOffersWhoMayBeNamedToWhoMayDesignate) {
    const auto seen =
        write(alice_, [&](const Acting& acting) { return on_person(acting, marie_); });
    ASSERT_TRUE(seen);
    ASSERT_TRUE(seen->referent);
    EXPECT_TRUE(seen->referent->is_you);
    ASSERT_EQ(seen->may_be_named.size(), 1u);
    EXPECT_EQ(seen->may_be_named[0].name, kBob);
    EXPECT_FALSE(seen->may_object_until);
    const auto other =
        write(chloe_, [&](const Acting& acting) { return on_person(acting, marie_); });
    ASSERT_TRUE(other);
    EXPECT_FALSE(other->may_designate);
    EXPECT_TRUE(other->may_be_named.empty());
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE detail = 'tab=referent'"), 2);
}

}  // namespace gps::referents
