#include "contact/messages.hpp"

#include "people/members_store.hpp"
#include "scene/scene.hpp"
#include "support/statement_coverage.hpp"

#include <atomic>

namespace gps::contact {
namespace {

// Alice, of an agency, recorded Marie; Bruno, of a mission locale, and Chloé, of an association,
// follow her too.
class ContactMessages : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bruno_ = mission("bruno@x.fr");
        chloe_ = association("chloe@x.fr");
        follow(bruno_, marie_);
        follow(chloe_, marie_);
    }

    std::string choice(const access::Viewer& whom) {
        return read([&](db::Transaction& tx) {
            const db::Statement sql{
                .name = "tests.choice",
                .text =
                    "SELECT r.public_id || '.' || s.public_id FROM professionals AS r, "
                    "structures AS s WHERE r.id = $1 AND s.id = $2"};
            return tx.query(sql, whom.id, whom.structure()).at(0).text(0);
        });
    }
    std::string sends(const access::Viewer& who, const std::string& to,
                      const std::string& subject = "POINT", bool may_be_answered = false) {
        const auto sent = write(who, [&](const Acting& acting) {
            return send(acting, marie_,
                        {.to = to, .subject = subject, .may_be_answered = may_be_answered});
        });
        return sent ? "" : std::string(sent.error().message);
    }
    base::PublicId latest() {
        const db::Statement sql{
            .name = "tests.latest",
            .text = "SELECT public_id FROM contact_messages ORDER BY id DESC LIMIT 1"};
        return read([&](db::Transaction& tx) {
            return base::PublicId::parse(tx.query(sql).at(0).view(0));
        });
    }
    // Who the message is from, or why it is not shown.
    std::string reads(const access::Viewer& who, const base::PublicId& id) {
        const auto found = write(who, [&](const Acting& acting) { return message(acting, id); });
        return found ? found->sender : std::string(found.error().message);
    }
    std::int64_t mails(const std::string& where = "TRUE") {
        return number("SELECT count(*) FROM mail_outbox WHERE " + where);
    }

    access::Viewer alice_ = {};
    access::Viewer bruno_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

std::atomic<int> statements_run{0};

constexpr auto kAlice = "Prénom Nom-alice@x.fr";

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(ContactMessages);

TEST_P(ContactMessages, GoToOneOrToAllOneMailEach) {
    EXPECT_EQ(sends(alice_, choice(bruno_)), "");
    EXPECT_EQ(mails("recipient = 'bruno@x.fr'"), 1);
    EXPECT_EQ(sends(alice_, "tous", "RELAIS"), "");
    EXPECT_EQ(mails(), 3);
    EXPECT_EQ(mails("recipient = 'alice@x.fr'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM audit_entries WHERE act = 'send_message' AND detail IN "
                     "('subject=POINT,to=one,reply=no', 'subject=RELAIS,to=all,reply=no')"),
              2);
}

TEST_P(ContactMessages, SayNothingOfThePersonNorOfTheSender) {
    EXPECT_EQ(sends(alice_, "tous"), "");
    EXPECT_EQ(mails("subject LIKE '%Faire le point sur le parcours%' AND body_text LIKE "
                    "'%/messages/" +
                    latest().text() + "%'"),
              2);
    for (const std::string word :
         {"DURAND", "Jeanne", "D…", "alice", "Nom-", marie_.text().c_str()})
        EXPECT_EQ(mails("subject || body_text LIKE '%" + word + "%'"), 0) << word;
}

TEST_P(ContactMessages, AreAnsweredToTheSenderOnlyWhenTheyAgree) {
    EXPECT_EQ(sends(alice_, "tous"), "");
    EXPECT_EQ(mails("reply_to IS NULL"), 2);
    EXPECT_EQ(sends(alice_, choice(bruno_), "POINT", true), "");
    EXPECT_EQ(mails("reply_to = 'alice@x.fr'"), 1);
}

TEST_P(ContactMessages, AreForWhoFollowsThePersonWithThem) {
    EXPECT_EQ(sends(mission("stranger@x.fr"), "tous"), "sharing.no_file");
    EXPECT_EQ(sends(alice_, choice(mission("other@x.fr"))), "contact.recipient_required");
    EXPECT_EQ(sends(alice_, choice(alice_)), "contact.recipient_required");
    EXPECT_EQ(sends(alice_, "tous", "SANTE"), "contact.subject_required");
    end(bruno_, marie_);
    end(chloe_, marie_);
    EXPECT_EQ(sends(alice_, "tous"), "contact.no_recipient");
    EXPECT_EQ(mails(), 0);
    EXPECT_EQ(number("SELECT count(*) FROM contact_messages"), 0);
}

TEST_P(ContactMessages, AreFiveADayAboutOnePerson) {
    for (int i = 0; i < kMessagesADay; ++i) ASSERT_EQ(sends(alice_, "tous"), "");
    EXPECT_EQ(sends(alice_, "tous"), "contact.too_many_messages");
    EXPECT_EQ(sends(bruno_, "tous"), "") << "another one's share is their own";
    advance_days(1);
    EXPECT_EQ(sends(alice_, "tous"), "");
}

TEST_P(ContactMessages, AreFiftyADayInAll) {
    for (int i = 0; i < kMessagesADayInAll; ++i)
        gps::tests::run_sql(
            db(),
            "INSERT INTO contact_messages (public_id, person_id, sender_id, sender_structure_id, "
            "subject, sent_at) SELECT 'm" +
                std::to_string(i) + "', " + std::to_string(id_of(person(bruno_, "AUTRE")).value) +
                ", " + std::to_string(alice_.id.value) + ", " +
                std::to_string(alice_.structure().value) + ", 'POINT', " +
                std::to_string(house().clock.now().micros));
    EXPECT_EQ(sends(alice_, "tous"), "contact.too_many_messages_in_all");
    advance_days(1);
    EXPECT_EQ(sends(alice_, "tous"), "");
}

TEST_P(ContactMessages, CostTheSameHoweverManyTheyGoTo) {
    const auto cost = [&] {
        statements_run = 0;
        db::observe_statements([](std::string_view, db::Engine) { ++statements_run; });
        EXPECT_EQ(sends(alice_, "tous"), "");
        gps::tests::observe_coverage();
        return statements_run.load();
    };
    const auto to_two = cost();
    for (int i = 0; i < 10; ++i) follow(mission("m" + std::to_string(i) + "@x.fr"), marie_);
    const auto known = mails();
    EXPECT_EQ(cost(), to_two);
    EXPECT_EQ(mails() - known, 12);
}

TEST_P(ContactMessages, AreAmongTheNotificationsOfEachWithoutAnotherMail) {
    EXPECT_EQ(sends(alice_, "tous"), "");
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox AS i JOIN notices_events AS e ON "
                     "e.id = i.event_id WHERE e.event = 'message_sent' AND i.digest_at IS NULL"),
              2);
    EXPECT_EQ(mails("kind <> 'contact.message'"), 0);
}

TEST_P(ContactMessages, AreNotForWhoLeftOrIsSuspended) {
    db().write([&](db::Transaction& tx) {
        people::store::end_member(tx, bruno_.id, bruno_.structure(), today());
    });
    EXPECT_EQ(sends(alice_, choice(bruno_)), "contact.recipient_required");
    gps::tests::run_sql(db(),
                        "UPDATE professionals SET state = 'deactivated' WHERE email = "
                        "'chloe@x.fr'");
    EXPECT_EQ(sends(alice_, "tous"), "contact.no_recipient");
    EXPECT_EQ(mails(), 0);
}

TEST_P(ContactMessages, TheLinkNamesTheSenderToWhoSeesTheGroup) {
    EXPECT_EQ(sends(alice_, "tous"), "");
    const auto id = latest();
    EXPECT_EQ(reads(bruno_, id), kAlice);
    EXPECT_EQ(reads(alice_, id), kAlice);
    EXPECT_EQ(reads(mission("stranger@x.fr"), id), "contact.no_message");
    EXPECT_EQ(reads(bruno_, base::PublicId::fresh()), "contact.no_message");
    set_state(marie_, "archived");
    EXPECT_EQ(reads(bruno_, id), "contact.no_message");
}

TEST_P(ContactMessages, ASensitiveStructureWritesOnlyToThoseWhoSeeItNamed) {
    const auto care = csapa("care@x.fr");
    follow(care, marie_);
    EXPECT_EQ(sends(care, "tous", "POINT", true), "contact.no_recipient");
    EXPECT_EQ(sends(bruno_, choice(care)), "contact.recipient_required");
    make_referent(alice_, marie_);
    EXPECT_EQ(sends(care, "tous", "POINT", true), "");
    EXPECT_EQ(mails(), 1);
    EXPECT_EQ(mails("recipient = 'alice@x.fr'"), 1);
    EXPECT_EQ(reads(alice_, latest()), "Prénom Nom-care@x.fr");
    EXPECT_EQ(reads(bruno_, latest()), "") << "another contributor to him";
}

TEST_P(ContactMessages, FollowTheirSenderWhenStructuresAreOne) {
    EXPECT_EQ(sends(alice_, "tous"), "");
    db().write([&](db::Transaction& tx) {
        move_messages(
            tx, {.professional = alice_.id, .from = alice_.structure(), .to = chloe_.structure()});
    });
    EXPECT_EQ(number("SELECT sender_structure_id FROM contact_messages"), chloe_.structure().value);
}

}  // namespace gps::contact
