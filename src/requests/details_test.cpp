#include "grants/usecases.hpp"
#include "people/members_store.hpp"
#include "requests/deadlines.hpp"
#include "requests/requests.hpp"
#include "scene/scene.hpp"
#include "support/together.hpp"

#include <atomic>

#include <fmt/format.h>

namespace gps::requests {
namespace {

using scene::Acting;
using enum WaitsFor;

// Alice, of an agency, recorded Marie; Chloé, of an association that is not habilitated, follows
// her too.
class Details : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        chloe_ = association("chloe@x.fr");
        follow(chloe_, marie_);
    }

    static DetailsTyped typed() {
        return {.reason = "JOINDRE", .explanation = "Fixer un rendez-vous avec elle en mars."};
    }
    // "" when it is asked, else why it is not.
    std::string asks(const access::Viewer& who, const DetailsTyped& what = typed()) {
        const auto asked =
            write(who, [&](const Acting& acting) { return ask_details(acting, marie_, what); });
        return asked ? "" : std::string(asked.error().message);
    }
    std::vector<Received> waiting(const access::Viewer& viewer, WaitsFor as = Contributors) {
        return read([&](db::Transaction& tx) { return received(tx, viewer, as); });
    }
    Sent mine(const access::Viewer& who) {
        const auto all = read([&](db::Transaction& tx) { return sent(tx, who); });
        return all.empty() ? Sent{} : all.front();
    }
    std::string accepts(const access::Viewer& who, const base::PublicId& request,
                        WaitsFor as = Contributors, std::string_view duration = "3M") {
        const auto accepted =
            write(who, [&](const Acting& acting) { return accept(acting, as, request, duration); });
        return accepted ? "" : std::string(accepted.error().message);
    }
    std::string name_seen(const access::Viewer& who) {
        const auto seen = file(who, marie_);
        return seen ? seen->shown_name : std::string(seen.error().message);
    }
    void leaves(const access::Viewer& who) {
        db().write([&](db::Transaction& tx) {
            people::store::end_member(tx, who.id, who.structure(), today());
        });
    }
    void administers(const access::Viewer& who) {
        db().write([&](db::Transaction& tx) {
            people::store::set_member_role(tx, who.id, who.structure(), "administrator");
        });
    }
    access::Viewer of_platform(const std::string& email) {
        auto viewer = csapa(email);
        gps::tests::run_sql(
            db(), fmt::format("INSERT INTO teams_platform VALUES ({}, 0)", viewer.id.value));
        viewer.acting_for.reset();
        viewer.is_platform = true;
        return viewer;
    }
    std::int64_t mails_to(const std::string& address, const std::string& saying) {
        return number("SELECT count(*) FROM mail_outbox WHERE recipient = '" + address +
                      "' AND body_text LIKE '%" + saying + "%'");
    }
    std::int64_t entries(const std::string& act) {
        return number("SELECT count(*) FROM audit_entries WHERE act = '" + act + "'");
    }

    access::Viewer alice_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Details);

TEST_P(Details, AreAskedGrantedUntilADayAndNoLonger) {
    EXPECT_EQ(name_seen(chloe_), "D… J…");
    EXPECT_EQ(asks(chloe_), "");
    EXPECT_EQ(entries("ask_details"), 1);
    const auto inbox = waiting(alice_);
    ASSERT_EQ(inbox.size(), 1u);
    EXPECT_EQ(inbox[0].kind, Kind::Details);
    EXPECT_EQ(inbox[0].reason, "Joindre la personne ou prendre rendez-vous");
    EXPECT_EQ(inbox[0].explanation, "Fixer un rendez-vous avec elle en mars.");
    EXPECT_EQ(mails_to("alice@x.fr", "attend votre réponse"), 1);
    EXPECT_EQ(mine(chloe_).typed_name, "D… J…") << "what the requester sees of the person";
    EXPECT_EQ(mine(chloe_).state, RequestState::Pending);

    EXPECT_EQ(accepts(alice_, inbox[0].id, Contributors, "10ANS"), "requests.duration_required");
    EXPECT_EQ(accepts(alice_, inbox[0].id), "");
    EXPECT_EQ(entries("grant_details"), 1);
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(mine(chloe_).until, today().plus_days(92));
    EXPECT_EQ(mails_to("chloe@x.fr", "est acceptée"), 1);
    EXPECT_EQ(mails_to("chloe@x.fr", "DURAND"), 0);
    advance_days(92);
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne") << "the last day";
    advance_days(1);
    EXPECT_EQ(name_seen(chloe_), "D… J…") << "with nothing that runs";
    EXPECT_EQ(asks(chloe_), "") << "and it may be asked again";
}

TEST_P(Details, AreRefusedWithACodedReasonTheRequesterReads) {
    asks(chloe_);
    const auto id = waiting(alice_).at(0).id;
    ASSERT_TRUE(write(alice_, [&](const Acting& acting) {
        return refuse(acting, Contributors, id, "PERSONNE_REFUSE");
    }));
    EXPECT_EQ(mine(chloe_).state, RequestState::Refused);
    EXPECT_EQ(mine(chloe_).refusal, "La personne ne le souhaite pas");
    EXPECT_EQ(mails_to("chloe@x.fr", "pas acceptée"), 1);
    EXPECT_EQ(name_seen(chloe_), "D… J…");
    EXPECT_EQ(entries("refuse_details"), 1);
}

TEST_P(Details, AreAskedByWhoFollowsAndSeesInitialsWithAReasonAndASentence) {
    EXPECT_EQ(asks(alice_), "grants.nothing_to_ask");
    EXPECT_EQ(asks(association("stranger@x.fr")), "sharing.no_file");
    EXPECT_EQ(asks(chloe_, {.reason = "CURIOSITE", .explanation = typed().explanation}),
              "requests.reason_required");
    EXPECT_EQ(asks(chloe_, {.reason = "JOINDRE", .explanation = "Pour voir"}),
              "grants.wording_short");
    EXPECT_EQ(mistakes_in({}).size(), 2u) << "all that is wrong at once";
    EXPECT_EQ(asks(chloe_), "");
    EXPECT_EQ(asks(chloe_), "") << "asking twice changes nothing";
    EXPECT_EQ(waiting(alice_).size(), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM requests"), 1);
}

TEST_P(Details, ThePersonIsToldThatSomebodySeesWhoTheyAreNotWho) {
    gps::tests::run_sql(db(), "UPDATE persons SET email = 'marie@perso.fr'");
    asks(chloe_);
    EXPECT_EQ(accepts(alice_, waiting(alice_).at(0).id), "");
    EXPECT_EQ(mails_to("marie@perso.fr", "identité complète"), 1);
    EXPECT_EQ(mails_to("marie@perso.fr", "Jardins"), 0);
}

TEST_P(Details, WhoSeesThanksToAGrantLetsNobodySee) {
    asks(chloe_);
    EXPECT_EQ(accepts(alice_, waiting(alice_).at(0).id), "");
    const auto dora = association("dora@x.fr");
    follow(dora, marie_);
    EXPECT_EQ(asks(dora), "");
    EXPECT_TRUE(waiting(chloe_).empty());
    const auto id = waiting(alice_).at(0).id;
    EXPECT_EQ(accepts(chloe_, id), "requests.no_request");
    EXPECT_EQ(accepts(dora, id), "requests.no_request") << "nor for oneself";
    EXPECT_EQ(accepts(alice_, id), "");
}

TEST_P(Details, WhomTheRequesterLetInDoesNotAnswerThem) {
    const auto bruno = mission("bruno@x.fr");
    const auto id = id_of(marie_);
    write(bruno, [&](const Acting& acting) {
        ask(acting, id, "DURAND Jeanne", part(today()));
        return true;
    });
    // Chloé saw the details of right when she answered; she does not any more when she asks.
    gps::tests::run_sql(db(), fmt::format("UPDATE followup_contributions SET is_creator = TRUE "
                                          "WHERE professional_id = {}",
                                          chloe_.id.value));
    const auto asked = waiting(alice_).at(0).id;
    gps::tests::run_sql(
        db(),
        fmt::format("INSERT INTO requests_inbox SELECT {}, 3, id FROM requests", chloe_.id.value));
    EXPECT_EQ(accepts(chloe_, asked), "");
    gps::tests::run_sql(db(),
                        "UPDATE followup_contributions SET is_creator = FALSE "
                        "WHERE structure_id = 3");
    EXPECT_EQ(asks(chloe_), "");
    EXPECT_EQ(waiting(bruno).size(), 0u) << "their own part rests on her answer";
    EXPECT_EQ(waiting(alice_).size(), 1u);
}

TEST_P(Details, TwoWhoAskDoNotAnswerEachOther) {
    const auto dora = association("dora@x.fr");
    follow(dora, marie_);
    EXPECT_EQ(asks(dora), "");
    // Meanwhile her structure is habilitated: she sees the details, and still waits for an answer.
    gps::tests::run_sql(db(), "UPDATE structures SET is_habilitated = TRUE WHERE id = 3");
    asks(chloe_);
    auto seeing = dora;
    seeing.acting_for->is_habilitated = true;
    EXPECT_TRUE(waiting(seeing).empty());
    EXPECT_EQ(waiting(alice_).size(), 2u);
}

// ---- When nobody who sees the details may answer ------------------------------------------------

TEST_P(Details, GoToTheAdministratorsOfAStructureThatSawThem) {
    const auto boss = agency("boss@x.fr");
    administers(boss);
    leaves(alice_);
    EXPECT_EQ(asks(chloe_), "");
    EXPECT_TRUE(waiting(alice_).empty());
    const auto inbox = waiting(boss, Administrators);
    ASSERT_EQ(inbox.size(), 1u);
    EXPECT_EQ(inbox[0].person_name, "D… J…") << "nothing of the file";
    EXPECT_EQ(inbox[0].member, "Prénom Nom-alice@x.fr");
    EXPECT_EQ(inbox[0].explanation, "");
    EXPECT_EQ(mails_to("boss@x.fr", "réponse de votre structure"), 1);
    EXPECT_EQ(accepts(boss, inbox[0].id), "requests.no_request") << "not as a contributor";
    const auto other = mission("other@x.fr");
    EXPECT_EQ(accepts(other, inbox[0].id, Administrators), "requests.no_request");
    EXPECT_EQ(accepts(boss, inbox[0].id, Administrators), "");
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'grant_details' AND detail = "
                     "'as=administrators,for=3M'"),
              1);
}

TEST_P(Details, NeverGoToTheAdministratorsOfWhoAsks) {
    const auto boss = association("boss@x.fr");
    administers(boss);
    gps::tests::run_sql(db(), "UPDATE followup_contributions SET is_creator = (structure_id = 3)");
    gps::tests::run_sql(db(), "UPDATE structures SET is_habilitated = FALSE");
    leaves(chloe_);
    const auto dora = association("dora@x.fr");
    follow(dora, marie_);
    EXPECT_EQ(asks(dora), "");
    EXPECT_TRUE(waiting(boss, Administrators).empty());
    EXPECT_EQ(waiting(of_platform("team@x.fr"), Platform).size(), 1u);
}

TEST_P(Details, GoToThePlatformWhenNobodyElseMayAnswer) {
    const auto team = of_platform("team@x.fr");
    leaves(alice_);
    EXPECT_EQ(asks(chloe_), "");
    const auto inbox = waiting(team, Platform);
    ASSERT_EQ(inbox.size(), 1u);
    EXPECT_EQ(inbox[0].person_name + inbox[0].explanation + inbox[0].member, "");
    EXPECT_EQ(inbox[0].structure, "Les Jardins");
    EXPECT_EQ(mails_to("team@x.fr", "/plateforme/demandes-de-suivi"), 1);
    EXPECT_EQ(accepts(team, inbox[0].id, Platform), "");
    EXPECT_EQ(name_seen(chloe_), "DURAND Jeanne");
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'grant_details' AND "
                     "acting_for IS NULL"),
              1);
}

TEST_P(Details, OfASuspendedStructureNobodyIsWaitedFor) {
    const auto team = of_platform("team@x.fr");
    const auto boss = agency("boss@x.fr");
    administers(boss);
    gps::tests::run_sql(db(), "UPDATE structures SET state = 'closed' WHERE id = 1");
    EXPECT_EQ(asks(chloe_), "");
    EXPECT_TRUE(waiting(alice_).empty()) << "she sees nothing, and could not answer";
    EXPECT_TRUE(waiting(boss, Administrators).empty());
    EXPECT_EQ(waiting(team, Platform).size(), 1u);
    EXPECT_EQ(mails_to("alice@x.fr", "demande") + mails_to("boss@x.fr", "demande"), 0);
}

TEST_P(Details, ARequestToFollowFallsBackLikewise) {
    const auto team = of_platform("team@x.fr");
    end(chloe_, marie_, 0);
    leaves(alice_);
    const auto id = id_of(marie_);
    const auto dora = association("dora@x.fr");
    write(dora, [&](const Acting& acting) {
        ask(acting, id, "DURAND Jeanne", part(today()));
        return true;
    });
    const auto inbox = waiting(team, Platform);
    ASSERT_EQ(inbox.size(), 1u);
    EXPECT_EQ(inbox[0].kind, Kind::Join);
    EXPECT_EQ(accepts(team, inbox[0].id, Platform, ""), "");
    EXPECT_EQ(name_seen(dora), "D… J…");
}

TEST_P(Details, ThePlatformDoesNotAnswerItself) {
    leaves(alice_);
    EXPECT_EQ(asks(chloe_), "");
    auto team = chloe_;
    team.acting_for.reset();
    EXPECT_TRUE(waiting(team, Platform).empty());
    EXPECT_EQ(accepts(team, mine(chloe_).id, Platform), "requests.no_request");
}

TEST_P(Details, AreRecalledToThoseWhoMayAnswerByThen) {
    asks(chloe_);
    const auto team = of_platform("team@x.fr");
    leaves(alice_);
    advance_days(8);
    EXPECT_EQ(keep_deadlines({.database = db(), .keys = house().keys, .clock = house().clock}), 1);
    EXPECT_TRUE(waiting(alice_).empty());
    EXPECT_EQ(waiting(team, Platform).size(), 1u);
    EXPECT_EQ(mails_to("team@x.fr", "sept jours"), 1);
    advance_days(7);
    EXPECT_EQ(keep_deadlines({.database = db(), .keys = house().keys, .clock = house().clock}), 1);
    EXPECT_EQ(mine(chloe_).state, RequestState::Unanswered);
    EXPECT_TRUE(waiting(team, Platform).empty());
}

TEST_P(Details, OfAFormerPartAreNoLongerAskedByWhoAsksToFollowAgain) {
    asks(chloe_);
    end(chloe_, marie_, 0);
    const auto id = id_of(marie_);
    write(chloe_, [&](const Acting& acting) {
        ask(acting, id, "DURAND Jeanne", part(today()));
        return true;
    });
    const auto inbox = waiting(alice_);
    ASSERT_EQ(inbox.size(), 1u);
    EXPECT_EQ(inbox[0].kind, Kind::Join);
}

TEST_P(Details, AreNotGrantedToWhoNoLongerFollows) {
    asks(chloe_);
    const auto id = waiting(alice_).at(0).id;
    end(chloe_, marie_, 0);
    EXPECT_EQ(accepts(alice_, id), "requests.requester_gone");
    EXPECT_EQ(mine(chloe_).state, RequestState::Pending) << "nothing was written";
}

// ---- Races --------------------------------------------------------------------------------------

TEST_P(Details, TwoWhoAnswerAtOnceMakeOneAnswer) {
    const auto bruno = mission("bruno@x.fr");
    follow(bruno, marie_);
    asks(chloe_);
    const auto id = waiting(alice_).at(0).id;
    std::atomic<int> answered = 0;
    gps::tests::together(2, [&](int which) {
        const auto& who = which == 0 ? alice_ : bruno;
        const auto done = write(who, [&](const Acting& acting) {
            return which == 0 ? accept(acting, Contributors, id, "1M")
                              : refuse(acting, Contributors, id, "AUTRE");
        });
        if (done) ++answered;
    });
    EXPECT_EQ(answered, 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act IN ('grant_details', "
                     "'refuse_details')"),
              1);
    EXPECT_EQ(number("SELECT count(*) FROM grants"),
              number("SELECT count(*) FROM requests WHERE state = 'accepted'"));
}

}  // namespace gps::requests
