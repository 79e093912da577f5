#include "requests/deadlines.hpp"

#include "requests/requests.hpp"
#include "scene/scene.hpp"

namespace gps::requests {
namespace {

using scene::Acting;

// Chloé, of an association, asks Alice, of an agency, to follow Marie.
class Deadlines : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        chloe_ = association("chloe@x.fr");
        asks();
    }

    void asks() {
        const auto id = id_of(marie_);
        write(chloe_, [&](const Acting& acting) {
            ask(acting, id, "DURAND Jeanne", part(today()));
            return true;
        });
    }
    std::int64_t a_round() {
        return keep_deadlines({.database = db(),
                               .keys = house().keys,
                               .clock = house().clock,
                               .public_url = "https://gps.example"});
    }
    std::int64_t mails_to(const std::string& address, const std::string& saying) {
        return number("SELECT count(*) FROM mail_outbox WHERE recipient = '" + address +
                      "' AND body_text LIKE '%" + saying + "%'");
    }
    Sent mine() {
        const auto all = read([&](db::Transaction& tx) { return sent(tx, chloe_); });
        return all.empty() ? Sent{} : all.front();
    }
    std::size_t waiting(const access::Viewer& viewer) {
        return read([&](db::Transaction& tx) {
                   return received(tx, viewer, WaitsFor::Contributors);
               })
            .size();
    }

    access::Viewer alice_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(Deadlines);

TEST_P(Deadlines, WhoMayAnswerIsToldAtOnceByAMailThatNamesNobody) {
    EXPECT_EQ(mails_to("alice@x.fr", "attend votre réponse"), 1);
    EXPECT_EQ(mails_to("alice@x.fr", "DURAND"), 0);
    EXPECT_EQ(mails_to("alice@x.fr", "chloe"), 0);
    EXPECT_EQ(mails_to("chloe@x.fr", ""), 0);
}

TEST_P(Deadlines, ARequestIsRecalledOnceAfterAWeek) {
    advance_days(7);
    EXPECT_EQ(a_round(), 0) << "seven days have not passed yet";
    advance_days(1);
    EXPECT_EQ(a_round(), 1);
    EXPECT_EQ(mails_to("alice@x.fr", "sept jours"), 1);
    EXPECT_EQ(a_round(), 0);
    EXPECT_EQ(waiting(alice_), 1U);
}

TEST_P(Deadlines, ItIsRecalledToThoseWhoMayAnswerByThen) {
    const auto bruno = mission("bruno@x.fr");
    follow(bruno, marie_);
    end(alice_, marie_);
    EXPECT_EQ(waiting(bruno), 0U) << "they came after it was asked";
    advance_days(8);
    EXPECT_EQ(a_round(), 1);
    EXPECT_EQ(waiting(bruno), 1U);
    EXPECT_EQ(mails_to("bruno@x.fr", "sept jours"), 1);
    EXPECT_EQ(mails_to("alice@x.fr", "sept jours"), 0);
}

TEST_P(Deadlines, SilenceRefusesAfterTwoWeeksAndTellsWhoAsked) {
    advance_days(15);
    EXPECT_EQ(a_round(), 1) << "closed, and not recalled first";
    EXPECT_EQ(mine().state, RequestState::Unanswered);
    EXPECT_EQ(mine().refusal, "Aucune réponse en quatorze jours");
    EXPECT_EQ(waiting(alice_), 0U);
    EXPECT_EQ(mails_to("chloe@x.fr", "quatorze jours"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'let_request_lapse' "
                     "AND actor_id IS NULL"),
              1);
    const auto late = write(alice_, [&](const Acting& acting) {
        return accept(acting, WaitsFor::Contributors, mine().id);
    });
    EXPECT_EQ(late.error().message, "requests.already_answered");
    asks();
    EXPECT_EQ(mine().state, RequestState::Pending) << "they may ask again";
}

TEST_P(Deadlines, NobodyGivesSilenceAsAReason) {
    const auto refused = write(alice_, [&](const Acting& acting) {
        return refuse(acting, WaitsFor::Contributors, mine().id, kNoAnswer);
    });
    EXPECT_EQ(refused.error().message, "requests.refusal_required");
}

TEST_P(Deadlines, AnAnswerIsToldToWhoAskedAndToThePerson) {
    gps::tests::run_sql(db(), "UPDATE persons SET email = 'marie@perso.fr'");
    ASSERT_TRUE(write(alice_, [&](const Acting& acting) {
        return accept(acting, WaitsFor::Contributors, mine().id);
    }));
    EXPECT_EQ(mails_to("chloe@x.fr", "est acceptée"), 1);
    EXPECT_EQ(mails_to("marie@perso.fr", "participe à votre accompagnement"), 1);
    EXPECT_EQ(mails_to("marie@perso.fr", "Jardins"), 0) << "not by which structure";
}

TEST_P(Deadlines, ARefusalIsToldToWhoAskedAlone) {
    gps::tests::run_sql(db(), "UPDATE persons SET email = 'marie@perso.fr'");
    ASSERT_TRUE(write(alice_, [&](const Acting& acting) {
        return refuse(acting, WaitsFor::Contributors, mine().id, "AUTRE");
    }));
    EXPECT_EQ(mails_to("chloe@x.fr", "pas acceptée"), 1);
    EXPECT_EQ(mails_to("marie@perso.fr", ""), 0);
}

}  // namespace gps::requests
