#include "emergency/usecases.hpp"
#include "people/members_store.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <atomic>

#include <fmt/format.h>

namespace gps::emergency {
namespace {

using scene::Acting;

constexpr const char* kNote = "Elle était sans toit, la structure confirme.";

// Alice, of an agency, recorded Marie; Chloé, of an association that is not habilitated, follows
// her too, in a full session.
class Emergencies : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        chloe_ = full(association("chloe@x.fr"));
        follow(chloe_, marie_);
    }

    static access::Viewer full(access::Viewer viewer) {
        viewer.strength = access::Strength::Full;
        return viewer;
    }
    static Typed typed() {
        return {.reason = "HEBERGEMENT", .explanation = "Elle dort dehors depuis hier soir."};
    }
    // "" when it is opened, else why it is not.
    std::string opens(const access::Viewer& who, const Typed& what = typed()) {
        const auto opened =
            write(who, [&](const Acting& acting) { return open(acting, marie_, what); });
        return opened ? "" : std::string(opened.error().message);
    }
    std::string name_seen(const access::Viewer& who) {
        const auto seen = file(who, marie_);
        return seen ? seen->shown_name : std::string(seen.error().message);
    }
    std::vector<Emergency> on_file(const access::Viewer& who) {
        const auto found =
            write(who, [&](const Acting& acting) { return on_person(acting, marie_); });
        return found ? found->emergencies : std::vector<Emergency>();
    }
    std::string reviews(const access::Viewer& who, Where where, const base::PublicId& id,
                        const std::string& verdict, const std::string& note = kNote) {
        const auto done = write(who, [&](const Acting& acting) {
            return review(acting, where, marie_,
                          {.emergency = id, .verdict = verdict, .note = note});
        });
        return done ? "" : std::string(done.error().message);
    }
    void administers(const access::Viewer& who) {
        db().write([&](db::Transaction& tx) {
            people::store::set_member_role(tx, who.id, who.structure(), "administrator");
        });
    }
    std::int64_t mails_to(const std::string& address, const std::string& saying) {
        return number("SELECT count(*) FROM mail_outbox WHERE recipient = '" + address +
                      "' AND body_text LIKE '%" + saying + "%'");
    }

    access::Viewer alice_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Emergencies);

TEST_P(Emergencies, OpenTheDetailsAtOnceForSeventyTwoHoursAndNoLonger) {
    EXPECT_EQ(name_seen(chloe_), "D… J…");
    EXPECT_EQ(opens(chloe_), "");
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'open_emergency' AND detail = "
                     "'reason=HEBERGEMENT'"),
              1);
    advance_days(2);
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    advance_days(1);
    EXPECT_EQ(name_seen(chloe_), "D… J…") << "seventy-two hours, with nothing that runs";
}

TEST_P(Emergencies, AreForWhoFollowsSeesInitialsAndShowsASecondFactor) {
    auto reduced = chloe_;
    reduced.strength = access::Strength::Reduced;
    EXPECT_EQ(opens(reduced), "factors.needs_full_session");
    EXPECT_EQ(opens(full(alice_)), "grants.nothing_to_ask") << "she sees the details";
    EXPECT_EQ(opens(full(association("stranger@x.fr"))), "sharing.no_file");
    EXPECT_EQ(opens(chloe_, {.reason = "ENVIE", .explanation = typed().explanation}),
              "emergency.reason_required");
    EXPECT_EQ(opens(chloe_, {.reason = "SECOURS", .explanation = "vite"}), "grants.wording_short");
    EXPECT_EQ(mistakes_in({}).size(), 2u);
    EXPECT_EQ(opens(chloe_), "");
    set_state(marie_, "opposed");
    EXPECT_EQ(name_seen(chloe_), "D… J…") << "who objected is frozen, whatever presses";
    EXPECT_EQ(opens(chloe_), "grants.nothing_to_ask");
}

TEST_P(Emergencies, EndWithThePart) {
    EXPECT_EQ(opens(chloe_), "");
    end(chloe_, marie_, 0);
    EXPECT_EQ(name_seen(chloe_), "D… J…");
}

TEST_P(Emergencies, AreToldAtOnceToTheReferentAndTheAdministratorsByMailsThatNameNobody) {
    const auto bruno = mission("bruno@x.fr");
    follow(bruno, marie_);
    make_referent(bruno, marie_);
    administers(association("boss@x.fr"));
    EXPECT_EQ(opens(chloe_), "");
    EXPECT_EQ(mails_to("bruno@x.fr", "/urgences"), 1);
    EXPECT_EQ(mails_to("alice@x.fr", ""), 0) << "there is a référent";
    EXPECT_EQ(mails_to("boss@x.fr", "/equipe/urgences"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox WHERE body_text LIKE '%DURAND%' OR "
                     "body_text LIKE '%chloe%' OR body_text LIKE '%Jardins%'"),
              0);
}

TEST_P(Emergencies, AreToldToThoseWhoSeeTheDetailsAndToThePlatformWhenThereIsNeither) {
    const auto team = csapa("team@x.fr");
    gps::tests::run_sql(db(),
                        fmt::format("INSERT INTO teams_platform VALUES ({}, 0)", team.id.value));
    EXPECT_EQ(opens(chloe_), "");
    EXPECT_EQ(mails_to("alice@x.fr", "/urgences"), 1);
    EXPECT_EQ(mails_to("team@x.fr", "/plateforme/urgences"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 2);
}

TEST_P(Emergencies, AreThreeAWeekForOneProfessional) {
    for (int i = 0; i < kAWeek; ++i) {
        EXPECT_EQ(opens(chloe_), "");
        advance_days(3);
    }
    // The fourth day of the third: the first is nine days old.
    EXPECT_EQ(opens(chloe_), "");
    gps::tests::run_sql(db(),
                        fmt::format("UPDATE emergency_accesses SET opened_at = {}, until_at = {}",
                                    house().clock.now().micros, 0));
    EXPECT_EQ(opens(chloe_), "emergency.too_many");
    advance_days(8);
    EXPECT_EQ(opens(chloe_), "");
}

TEST_P(Emergencies, SimultaneousOnesAreCounted) {
    gps::tests::run_sql(db(), "DELETE FROM emergency_accesses");
    std::vector<base::PublicId> people;
    for (const char* name : {"UN", "DEUX", "TROIS", "QUATRE", "CINQ"}) {
        people.push_back(person(alice_, name));
        follow(chloe_, people.back());
    }
    std::atomic<int> opened = 0;
    gps::tests::together(5, [&](int which) {
        const auto done = write(chloe_, [&](const Acting& acting) {
            return open(acting, people.at(static_cast<std::size_t>(which)), typed());
        });
        if (done) ++opened;
    });
    EXPECT_EQ(opened, kAWeek);
}

TEST_P(Emergencies, AreReviewedOnceByWhoSeesTheDetailsOfRight) {
    EXPECT_EQ(opens(chloe_), "");
    EXPECT_TRUE(on_file(chloe_).empty()) << "an emergency reviews none";
    const auto listed = on_file(alice_);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].explanation, "Elle dort dehors depuis hier soir.");
    EXPECT_EQ(listed[0].structure, "Les Jardins");
    const auto id = listed[0].id;
    EXPECT_EQ(reviews(alice_, Where::Person, id, "peut-être"), "emergency.verdict_required");
    EXPECT_EQ(reviews(alice_, Where::Person, id, "justified", "ok"), "grants.wording_short");
    EXPECT_EQ(reviews(chloe_, Where::Person, id, "justified"), "sharing.no_file");
    EXPECT_EQ(reviews(alice_, Where::Person, id, "justified"), "");
    EXPECT_EQ(reviews(alice_, Where::Person, id, "unjustified"), "emergency.nothing_to_review");
    EXPECT_EQ(on_file(alice_)[0].verdict, Verdict::Justified);
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne") << "until its time is over";
    EXPECT_EQ(mails_to("chloe@x.fr", "jugé justifié"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'review_emergency' AND "
                     "detail = 'verdict=justified'"),
              1);
}

TEST_P(Emergencies, WhatIsNotJustifiedEndsAtOnce) {
    EXPECT_EQ(opens(chloe_), "");
    const auto boss = association("boss@x.fr");
    const auto listed = write(boss, [&](const Acting& acting) { return of_structure(acting); });
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].person, "D… J…");
    EXPECT_EQ(reviews(agency("other@x.fr"), Where::Structure, listed[0].id, "unjustified"),
              "emergency.nothing_to_review")
        << "of another structure";
    EXPECT_EQ(reviews(boss, Where::Structure, listed[0].id, "unjustified"), "");
    EXPECT_EQ(name_seen(chloe_), "D… J…");
    EXPECT_EQ(mails_to("chloe@x.fr", "non justifié"), 1);
}

TEST_P(Emergencies, NobodyReviewsTheirOwn) {
    EXPECT_EQ(opens(chloe_), "");
    const auto id = on_file(alice_).at(0).id;
    EXPECT_TRUE(write(chloe_, [&](const Acting& acting) { return of_structure(acting); }).empty());
    EXPECT_TRUE(write(chloe_, [&](const Acting& acting) { return everywhere(acting); }).empty());
    EXPECT_EQ(reviews(chloe_, Where::Structure, id, "justified"), "emergency.nothing_to_review");
    EXPECT_EQ(reviews(chloe_, Where::Everywhere, id, "justified"), "emergency.nothing_to_review");
}

TEST_P(Emergencies, ThePlatformReviewsThemAndSeesNothingOfThePerson) {
    EXPECT_EQ(opens(chloe_), "");
    auto team = csapa("team@x.fr");
    team.acting_for.reset();
    const auto listed = write(team, [&](const Acting& acting) { return everywhere(acting); });
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].person + listed[0].explanation, "");
    EXPECT_EQ(listed[0].structure, "Les Jardins");
    EXPECT_EQ(reviews(team, Where::Everywhere, listed[0].id, "justified"), "");
}

TEST_P(Emergencies, OfASensitiveStructureNeitherWhoNorWhatTheyWroteIsRead) {
    gps::tests::run_sql(db(), "UPDATE structures SET is_habilitated = FALSE WHERE id = 4");
    auto care = full(csapa("care@x.fr"));
    care.acting_for->is_habilitated = false;
    follow(care, marie_);
    EXPECT_EQ(opens(care), "");
    const auto listed = on_file(alice_);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].who, "Autre intervenant");
    EXPECT_EQ(listed[0].structure + listed[0].explanation, "");
    make_referent(alice_, marie_);
    EXPECT_EQ(on_file(alice_).at(0).structure, "CSAPA du Gard");
}

}  // namespace gps::emergency
