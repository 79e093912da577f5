#include "notices/digests.hpp"

#include "notices/inbox.hpp"
#include "notices/usecases.hpp"
#include "scene/scene.hpp"

#include <stdexcept>
#include <thread>

#include <fmt/format.h>

namespace gps::notices {
namespace {

using scene::Acting;

// Alice tells Bob and Chloé, who read it in digests. It is Tuesday 31 March, noon.
class NoticeDigestsSent : public scene::Scene {
 protected:
    void SetUp() override {
        Scene::SetUp();
        if (HasFatalFailure()) return;
        alice_ = agency("alice@x.fr");
        marie_ = person(alice_, "DURAND");
        bob_ = mission("bob@x.fr");
        chloe_ = association("chloe@x.fr");
        prefer_daily(bob_);
        prefer_daily(chloe_);
    }

    void prefer_daily(const access::Viewer& who) {
        write(who, [&](const Acting& acting) {
            auto wanted = preferences(acting);
            wanted[Kind::Referent] = Frequency::Daily;
            wanted[Kind::Contributor] = Frequency::Weekly;
            prefer(acting, wanted);
            return true;
        });
    }
    void tells(const std::vector<access::Viewer>& whom, Event event = Event::ReferentChanged) {
        std::vector<Recipient> recipients;
        recipients.reserve(whom.size());
        for (const auto& one : whom)
            recipients.push_back({.professional = one.id, .structure = one.structure()});
        write(alice_, [&](const Acting& acting) {
            tell(telling(acting), {.event = event, .person = id_of(marie_)}, recipients);
            return true;
        });
    }
    Keeping keeping() {
        return {.database = db(), .clock = house().clock, .public_url = "https://gps.exemple.fr"};
    }
    std::int64_t mails_to(const std::string& email) {
        return number(
            "SELECT count(*) FROM mail_outbox WHERE kind = 'notices.digest' AND "
            "recipient = '" +
            email + "'");
    }
    std::string last_mail() {
        const db::Statement sql{.name = "tests.last_mail",
                                .text =
                                    "SELECT body_text FROM mail_outbox ORDER BY id DESC "
                                    "LIMIT 1"};
        return read([&](db::Transaction& tx) {
            const auto rows = tx.query(sql);
            return rows.at(0).text(0);
        });
    }
    std::int64_t due() { return number("SELECT count(*) FROM notices_digests"); }

    access::Viewer alice_ = {};
    access::Viewer bob_ = {};
    access::Viewer chloe_ = {};
    base::PublicId marie_ = {};
};

}  // namespace
INSTANTIATE_ON_EVERY_ENGINE(NoticeDigestsSent);

TEST_P(NoticeDigestsSent, AreOneMailADayWhateverTheNumber) {
    for (int i = 0; i < 3; ++i) tells({bob_});
    tells({chloe_});
    EXPECT_EQ(send_digests(keeping()), 0) << "not yet";
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 0);
    advance(std::chrono::hours(19));
    EXPECT_EQ(send_digests(keeping()), 2);
    EXPECT_EQ(mails_to("bob@x.fr"), 1);
    EXPECT_EQ(mails_to("chloe@x.fr"), 1);
    EXPECT_NE(last_mail().find("1\u00a0notification vous attend dans GPS.\n\n    "
                               "https://gps.exemple.fr/notifications\n"),
              std::string::npos)
        << last_mail();
    EXPECT_EQ(send_digests(keeping()), 0);
    advance_days(1);
    EXPECT_EQ(send_digests(keeping()), 0) << "nothing new";
    EXPECT_EQ(mails_to("bob@x.fr"), 1);
    EXPECT_EQ(due(), 0);
    tells({bob_});
    advance_days(1);
    EXPECT_EQ(send_digests(keeping()), 1);
    EXPECT_EQ(mails_to("bob@x.fr"), 2);
}

TEST_P(NoticeDigestsSent, SayNothingOfWhatWasReadNorOfAStructureLeft) {
    tells({bob_, chloe_});
    write(bob_, [&](const Acting& acting) {
        mark_all_read(acting);
        return true;
    });
    gps::tests::run_sql(db(), fmt::format("UPDATE memberships SET ended_on = '2026-03-31' WHERE "
                                          "professional_id = {}",
                                          chloe_.id.value));
    advance_days(1);
    EXPECT_EQ(send_digests(keeping()), 2);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 0);
    EXPECT_EQ(due(), 0);
}

// Daily at seven on Wednesday; weekly on Monday, in the same mail as what is due that day.
TEST_P(NoticeDigestsSent, OfTheWeekWaitForMonday) {
    tells({bob_}, Event::ContributorJoined);
    tells({bob_});
    advance_days(1);
    EXPECT_EQ(send_digests(keeping()), 1);
    EXPECT_NE(last_mail().find("1\u00a0notification vous attend"), std::string::npos);
    EXPECT_EQ(due(), 1);
    advance_days(4);
    EXPECT_EQ(send_digests(keeping()), 0) << "it is Sunday";
    tells({bob_});
    advance_days(1);
    EXPECT_EQ(send_digests(keeping()), 1);
    EXPECT_NE(last_mail().find("2\u00a0notifications vous attendent"), std::string::npos);
    EXPECT_EQ(mails_to("bob@x.fr"), 2);
    EXPECT_EQ(due(), 0);
}

TEST_P(NoticeDigestsSent, CutBeforeTheirEndAreWrittenOnceAfterwards) {
    tells({bob_, chloe_});
    advance_days(1);
    const auto cut = [&] {
        db().write([&](db::Transaction& tx) {
            send_some(tx, keeping());
            throw std::runtime_error("the process dies");
        });
    };
    EXPECT_THROW(cut(), std::runtime_error);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 0);
    EXPECT_EQ(due(), 2);
    EXPECT_EQ(send_digests(keeping()), 2);
    EXPECT_EQ(send_digests(keeping()), 0);
    EXPECT_EQ(mails_to("bob@x.fr") + mails_to("chloe@x.fr"), 2);
}

TEST_P(NoticeDigestsSent, OfSeveralNodesAreWrittenOnceWhoeverTellsMeanwhile) {
    std::vector<access::Viewer> many;
    for (int i = 0; i < 60; ++i) {
        many.push_back(mission(fmt::format("m{:02}@x.fr", i)));
        prefer_daily(many.back());
    }
    tells(many);
    advance_days(1);
    const auto told = keeping();
    {
        std::vector<std::jthread> nodes;
        nodes.reserve(4);
        for (int i = 0; i < 3; ++i)
            nodes.emplace_back([&] {
                for (int round = 0; round < 3; ++round) send_digests(told);
            });
        nodes.emplace_back([&] {
            for (int i = 0; i < 5; ++i) tells({many[0], many[1], many[2]});
        });
    }
    send_digests(told);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 60);
    EXPECT_EQ(number("SELECT count(*) FROM (SELECT DISTINCT recipient FROM mail_outbox) AS each"),
              60);
    EXPECT_EQ(due(), 3) << "what was told meanwhile waits for tomorrow";
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox WHERE digest_at IS NOT NULL"), 15);
    advance_days(1);
    EXPECT_EQ(send_digests(told), 3);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 63);
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox WHERE digest_at IS NOT NULL"), 0);
}

TEST_P(NoticeDigestsSent, WhatWasToldIsForgottenAfterNinetyDays) {
    tells({bob_});
    advance_days(50);
    tells({bob_, chloe_});
    advance_days(40);
    EXPECT_EQ(forget_old(keeping()), 0) << "ninety days, not more";
    advance_days(1);
    EXPECT_EQ(forget_old(keeping()), 1);
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM notices_events"), 1);
    advance_days(50);
    EXPECT_EQ(forget_old(keeping()), 1);
    EXPECT_EQ(number("SELECT count(*) FROM notices_inbox"), 0);
    EXPECT_EQ(send_digests(keeping()), 2);
    EXPECT_EQ(number("SELECT count(*) FROM mail_outbox"), 0) << "nothing left to tell of";
}

}  // namespace gps::notices
