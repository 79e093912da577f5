#include "agreements/agreements.hpp"

#include "scene/scene.hpp"

#include <algorithm>
#include <string>

namespace gps::agreements {
namespace {

using scene::Acting;

// Cora, of a CSAPA, Alice, of an agency, and Bruno, of a mission locale, follow Marie.
class Agreements : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        bruno_ = mission("bruno@x.fr");
        cora_ = csapa("cora@x.fr");
        marie_ = person(alice_, "DURAND");
        follow(bruno_, marie_);
        follow(cora_, marie_);
    }
    std::string records(const access::Viewer& who, const Given& given) {
        return write(who, [&](const Acting& acting) {
            const auto done = record(acting, marie_, given);
            return done ? std::string("done") : std::string(done.error().message);
        });
    }
    std::string revokes(const access::Viewer& who, const base::PublicId& agreement) {
        return write(who, [&](const Acting& acting) {
            const auto done = revoke(acting, marie_, agreement);
            return done ? std::string("done") : std::string(done.error().message);
        });
    }
    Given given(const base::PublicId& whom = {}) {
        return {.how = How::Oral, .on = today(), .for_structure = whom};
    }
    std::vector<Agreement> recorded() {
        return write(cora_, [&](const Acting& acting) {
            return agreements_of(acting, marie_).value().agreements;
        });
    }
    // Whether the viewer reads the CSAPA on Marie's file.
    bool sees_csapa(const access::Viewer& viewer) {
        const auto seen = file(viewer, marie_);
        return seen && std::ranges::any_of(seen->cards, [](const auto& card) {
                   return card.structure == "CSAPA du Gard";
               });
    }
    base::PublicId mission_id() { return base::PublicId::parse("m1ss10n000000000000000000a"); }

    access::Viewer alice_ = {};
    access::Viewer bruno_ = {};
    access::Viewer cora_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Agreements);

TEST_P(Agreements, NameASensitiveStructureToThoseWhoFollowThePersonUntilRevoked) {
    EXPECT_FALSE(sees_csapa(alice_));
    EXPECT_TRUE(sees_csapa(cora_));
    ASSERT_EQ(records(cora_, given()), "done");
    EXPECT_TRUE(sees_csapa(alice_));
    EXPECT_TRUE(sees_csapa(bruno_));
    const auto all = recorded();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].for_structure, "");
    EXPECT_EQ(all[0].how, How::Oral);
    EXPECT_EQ(all[0].given_on, today());
    EXPECT_EQ(all[0].recorded_by, "Prénom Nom-cora@x.fr");
    EXPECT_EQ(revokes(cora_, all[0].public_id), "done");
    EXPECT_FALSE(sees_csapa(alice_)) << "from the next request on";
    EXPECT_EQ(revokes(cora_, all[0].public_id), "agreements.not_here");
    EXPECT_TRUE(recorded().at(0).revoked_at) << "kept, revoked";
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act IN "
                     "('record_agreement', 'revoke_agreement')"),
              2);
}

TEST_P(Agreements, MayBeForOneStructureAlone) {
    ASSERT_EQ(records(cora_, given(mission_id())), "done");
    EXPECT_TRUE(sees_csapa(bruno_));
    EXPECT_FALSE(sees_csapa(alice_));
    EXPECT_EQ(recorded().at(0).for_structure, "Mission locale du Gard");
    ASSERT_EQ(records(cora_, given()), "done");
    EXPECT_TRUE(sees_csapa(alice_));
    EXPECT_EQ(recorded().size(), 2U);
}

TEST_P(Agreements, OfOnePersonSayNothingOfAnother) {
    const auto paul = person(alice_, "MARTIN", "Paul");
    follow(cora_, paul);
    ASSERT_EQ(records(cora_, given()), "done");
    const auto seen = file(alice_, paul);
    ASSERT_TRUE(seen);
    EXPECT_TRUE(std::ranges::any_of(seen->cards, [](const auto& card) { return card.is_masked; }));
}

TEST_P(Agreements, AreRecordedByTheSensitiveStructureItself) {
    EXPECT_EQ(records(alice_, given()), "agreements.not_here") << "not hers to name";
    EXPECT_EQ(records(csapa("other@x.fr"), given()), "agreements.not_here")
        << "does not follow Marie";
    end(cora_, marie_);
    EXPECT_EQ(records(cora_, given()), "agreements.not_here") << "follows her no longer";
}

TEST_P(Agreements, SayWhatIsMissing) {
    auto wrong = given();
    wrong.how.reset();
    EXPECT_EQ(records(cora_, wrong), "agreements.how_required");
    wrong = given();
    wrong.on.reset();
    EXPECT_EQ(records(cora_, wrong), "ui.date_unreadable");
    wrong.on = today().plus_days(1);
    EXPECT_EQ(records(cora_, wrong), "agreements.in_future");
    EXPECT_EQ(records(cora_, given(base::PublicId::parse("ass00000000000000000000000"))),
              "agreements.whom_required")
        << "nobody of it follows Marie";
    EXPECT_EQ(number("SELECT count(*) FROM agreements"), 0);
}

TEST_P(Agreements, RecordedTwiceAreOne) {
    EXPECT_EQ(records(cora_, given()), "done");
    EXPECT_EQ(records(cora_, given()), "done");
    EXPECT_EQ(recorded().size(), 1U);
}

}  // namespace gps::agreements
