#include "followup/acts.hpp"
#include "grants/usecases.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <atomic>

#include <fmt/format.h>

namespace gps::grants {
namespace {

using scene::Acting;

// Alice, of an agency, recorded Marie; Chloé, of an association that is not habilitated, follows
// her thanks to a grant.
class Grants : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        chloe_ = association("chloe@x.fr");
        follow(chloe_, marie_);
        EXPECT_TRUE(gives(alice_, chloe_, 30));
    }

    bool gives(const access::Viewer& who, const access::Viewer& holder, int days) {
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO requests (public_id, person_id, professional_id, "
                              "structure_id, typed_name, role, reasons, started_on, state, "
                              "asked_at, kind, reason) VALUES ('{}', {}, {}, {}, 'D… J…', 'CIP', "
                              "1, '2026-01-01', 'accepted', 0, 'details', 'DEMARCHE')",
                              base::PublicId::fresh().text(), id_of(marie_).value, holder.id.value,
                              holder.structure().value));
        const auto request = number("SELECT max(id) FROM requests");
        const auto id = id_of(marie_);
        return write(who, [&](const Acting& acting) {
            return give(acting, {.person = id,
                                 .holder = holder.id,
                                 .structure = holder.structure(),
                                 .request = request,
                                 .until = today().plus_days(days)});
        });
    }
    std::vector<Grant> listed(const access::Viewer& who) {
        const auto found =
            write(who, [&](const Acting& acting) { return on_person(acting, marie_); });
        return found ? found->grants : std::vector<Grant>();
    }
    std::string takes_back(const access::Viewer& who, const base::PublicId& grant,
                           const std::string& reason = "PLUS_UTILE") {
        const auto done =
            write(who, [&](const Acting& acting) { return revoke(acting, marie_, grant, reason); });
        return done ? "" : std::string(done.error().message);
    }
    std::string name_seen(const access::Viewer& who) {
        const auto seen = file(who, marie_);
        return seen ? seen->shown_name : std::string(seen.error().message);
    }

    access::Viewer alice_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Grants);

TEST_P(Grants, InForceAreListedToThoseWhoSeeTheDetailsOfRight) {
    const auto grants = listed(alice_);
    ASSERT_EQ(grants.size(), 1u);
    EXPECT_EQ(grants[0].structure, "Les Jardins");
    EXPECT_EQ(grants[0].reason, "L’aider dans une démarche");
    EXPECT_EQ(grants[0].granted_by, "Prénom Nom-alice@x.fr");
    EXPECT_EQ(grants[0].until, today().plus_days(30));
    EXPECT_TRUE(listed(chloe_).empty()) << "not to who holds one";
    EXPECT_TRUE(listed(mission("stranger@x.fr")).empty());
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'read_file' AND detail = "
                     "'tab=acces'"),
              1);
    advance_days(31);
    EXPECT_TRUE(listed(alice_).empty()) << "over";
}

TEST_P(Grants, AreTakenBackAtOnceOnceWithACodedReason) {
    const auto id = listed(alice_).at(0).id;
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(takes_back(alice_, id, "HUMEUR"), "grants.revocation_required");
    EXPECT_EQ(takes_back(chloe_, id), "sharing.no_file");
    EXPECT_EQ(takes_back(alice_, id), "");
    EXPECT_EQ(name_seen(chloe_), "D… J…");
    EXPECT_EQ(takes_back(alice_, id), "grants.no_grant");
    EXPECT_EQ(
        number("SELECT count(*) FROM mail_outbox WHERE recipient = 'chloe@x.fr' AND body_text "
               "LIKE '%retiré%' AND body_text NOT LIKE '%DURAND%'"),
        1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'revoke_grant' AND detail = "
                     "'reason=PLUS_UTILE'"),
              1);
}

TEST_P(Grants, OfMembersAreTakenBackByThoseWhoAdministerTheirStructure) {
    const auto boss = association("boss@x.fr");
    const auto grants = write(boss, [&](const Acting& acting) { return of_structure(acting); });
    ASSERT_EQ(grants.size(), 1u);
    EXPECT_EQ(grants[0].person, "D… J…");
    const auto id = grants[0].id;
    const auto by = [&](const access::Viewer& who) {
        return write(who,
                     [&](const Acting& acting) {
                         return revoke_of_member(acting, id, "AUTRE_USAGE");
                     })
            .has_value();
    };
    EXPECT_FALSE(by(mission("other@x.fr"))) << "of another structure";
    EXPECT_TRUE(by(boss));
    EXPECT_EQ(name_seen(chloe_), "D… J…");
}

TEST_P(Grants, DoNotOutliveTheirDayWhateverBecameOfThePart) {
    end(chloe_, marie_, 0);
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne") << "thirty days as before the end";
    EXPECT_FALSE(gives(alice_, chloe_, 5)) << "nothing is granted to who left";
    gps::tests::run_sql(db(), fmt::format("UPDATE followup_contributions SET granted_until = '{}' "
                                          "WHERE structure_id = 3",
                                          today().plus_days(5).iso()));
    advance_days(6);
    EXPECT_EQ(name_seen(chloe_), "D… J…");
}

TEST_P(Grants, AreNotWhatListsAreSortedBy) {
    const auto keys =
        "SELECT count(*) FROM followup_contributions WHERE structure_id = 3 AND "
        "shows_names";
    EXPECT_EQ(number(keys), 0);
    end(chloe_, marie_, 0);
    EXPECT_TRUE(write(chloe_, [&](const Acting& acting) {
        return followup::resume_part(acting, marie_, part(today()));
    }));
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(number(keys), 0) << "a key would outlive the grant";
}

TEST_P(Grants, TakenBackWhileTheFileIsReadAreNotSeenAfterwards) {
    const auto id = listed(alice_).at(0).id;
    std::atomic<bool> is_taken_back = false;
    std::atomic<int> seen_after = 0;
    gps::tests::together(4, [&](int which) {
        if (which == 0) {
            EXPECT_EQ(takes_back(alice_, id), "");
            is_taken_back = true;
            return;
        }
        for (int i = 0; i < 20; ++i) {
            const bool was_taken_back = is_taken_back;
            if (name_seen(chloe_) == "DURAND Jeanne" && was_taken_back) ++seen_after;
        }
    });
    EXPECT_EQ(seen_after, 0);
    EXPECT_EQ(name_seen(chloe_), "D… J…");
}

TEST_P(Grants, TakenBackTwiceAtOnceAreTakenBackOnce) {
    const auto id = listed(alice_).at(0).id;
    const auto bruno = mission("bruno@x.fr");
    follow(bruno, marie_);
    std::atomic<int> done = 0;
    gps::tests::together(2, [&](int which) {
        if (takes_back(which == 0 ? alice_ : bruno, id).empty()) ++done;
    });
    EXPECT_EQ(done, 1);
}

}  // namespace gps::grants
