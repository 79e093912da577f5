#include "mail/usecases.hpp"

#include "mail/dispatcher.hpp"
#include "mail/local_inbox.hpp"
#include "mail/message_test.hpp"
#include "mail/rules.hpp"
#include "mail/store.hpp"
#include "support/engines.hpp"
#include "support/smtp_sink.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

using namespace gps;
using namespace gps::mail;
using namespace std::chrono_literals;

namespace {

void given(db::Database& db, const Message& message) {
    db.write([&](db::Transaction& tx) { queue(tx, message); });
}

SmtpSettings settings(const std::string& url) {
    return {.url = url, .from = "gps@exemple.fr", .require_tls = false};
}

SmtpSettings settings(const LocalInbox& inbox) {
    return settings(fmt::format("smtp://127.0.0.1:{}", inbox.port()));
}

SmtpClient nowhere() {
    return SmtpClient(settings("smtp://127.0.0.1:1"));
}

constexpr db::Statement kOutbox{
    .name = "tests.outbox",
    .text =
        "SELECT state, attempts, body_text, last_error, sent_at, not_before "
        "FROM mail_outbox ORDER BY id",
};

struct Line {
    std::string state = {};
    std::int64_t attempts = 0;
    std::string body = {};
    std::string error = {};
    std::optional<base::Instant> sent_at = {};
    base::Instant not_before = {};
};

std::vector<Line> outbox(db::Database& db) {
    const auto rows = db.read([](db::Transaction& tx) { return tx.query(kOutbox); });
    std::vector<Line> lines;
    for (const auto& row : rows) {
        lines.push_back({.state = row.text(0),
                         .attempts = row.integer(1),
                         .body = row.text(2),
                         .error = row.optional_text(3).value_or(""),
                         .sent_at = row.optional_instant(4),
                         .not_before = row.instant(5)});
    }
    return lines;
}

// Waits for what another thread does, ten seconds at most.
template <class Condition>
bool becomes_true(const Condition& condition) {
    for (int i = 0; i < 1000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace

ON_EVERY_ENGINE(Outbox);

TEST_P(Outbox, SendsAMailOnceAndErasesItsText) {
    const LocalInbox inbox(kNoon);
    const SmtpClient client(settings(inbox));
    given(db(), a_message());
    EXPECT_TRUE(send_next(db(), kNoon, client));
    EXPECT_FALSE(send_next(db(), kNoon, client));

    ASSERT_EQ(inbox.recent().size(), 1U);
    EXPECT_EQ(inbox.recent()[0].mail.body, "Le code est abcde-fghij\n");
    const auto line = outbox(db()).at(0);
    EXPECT_EQ(line.state, "sent");
    EXPECT_EQ(line.body, "");
    EXPECT_EQ(line.sent_at, kNoon.now());
}

TEST_P(Outbox, CarriesWhomToAnswerAndForgetsItOnceSent) {
    const LocalInbox inbox(kNoon);
    auto message = a_message();
    message.reply_to = "alice@exemple.fr";
    given(db(), message);
    EXPECT_TRUE(send_next(db(), kNoon, SmtpClient(settings(inbox))));
    ASSERT_EQ(inbox.recent().size(), 1U);
    EXPECT_EQ(inbox.recent()[0].mail.reply_to, "<alice@exemple.fr>");
    const bool is_forgotten = db().read([](db::Transaction& tx) {
        const db::Statement sql{.name = "tests.reply_to",
                                .text = "SELECT id FROM mail_outbox WHERE reply_to IS NULL"};
        return tx.query(sql).size() == 1;
    });
    EXPECT_TRUE(is_forgotten);
}

TEST_P(Outbox, SendsTheSameToManyApart) {
    const LocalInbox inbox(kNoon);
    std::vector<std::string> recipients;
    for (int i = 0; i < 41; ++i) recipients.push_back("n" + std::to_string(i) + "@exemple.fr");
    auto message = a_message();
    message.recipient = "";
    db().write([&](db::Transaction& tx) { queue_each(tx, message, recipients); });
    for (int i = 0; i < 41; ++i) EXPECT_TRUE(send_next(db(), kNoon, SmtpClient(settings(inbox))));
    std::set<std::string> reached;
    std::set<std::string> ids;
    for (const auto& one : inbox.recent()) {
        reached.insert(one.mail.to);
        ids.insert(one.mail.message_id);
        EXPECT_EQ(one.mail.body, message.body);
    }
    EXPECT_EQ(reached.size(), 41U);
    EXPECT_EQ(ids.size(), 41U);
    EXPECT_FALSE(send_next(db(), kNoon, SmtpClient(settings(inbox))));
    recipients.back() = "a@b.fr\r\nBcc: x@y.fr";
    EXPECT_THROW(db().write([&](db::Transaction& tx) { queue_each(tx, message, recipients); }),
                 std::invalid_argument);
}

TEST_P(Outbox, SendsNothingForAnActThatIsUndone) {
    const LocalInbox inbox(kNoon);
    EXPECT_THROW(db().write([&](db::Transaction& tx) {
        queue(tx, a_message());
        throw std::runtime_error("undone");
    }),
                 std::runtime_error);
    EXPECT_FALSE(send_next(db(), kNoon, SmtpClient(settings(inbox))));
    EXPECT_TRUE(inbox.recent().empty());
}

TEST_P(Outbox, QueuesNothingThatCouldNotBeAMail) {
    EXPECT_THROW(given(db(), a_message("a@exemple.fr\r\nBcc: b@exemple.fr")),
                 std::invalid_argument);
    EXPECT_TRUE(outbox(db()).empty());
}

TEST_P(Outbox, TriesAgainLaterAndLaterWhenTheServerIsAway) {
    base::FixedClock clock = kNoon;
    const auto client = nowhere();
    given(db(), a_message());
    for (const auto pause : {1min, 2min, 4min, 8min}) {
        ASSERT_TRUE(send_next(db(), clock, client));
        EXPECT_EQ(outbox(db())[0].not_before, clock.now().plus(pause));
        clock.advance(pause - 1s);
        EXPECT_FALSE(send_next(db(), clock, client));
        clock.advance(1s);
    }
    const auto line = outbox(db()).at(0);
    EXPECT_EQ(line.state, "waiting");
    EXPECT_EQ(line.attempts, 4);
    EXPECT_EQ(line.error, "unreachable");
    EXPECT_NE(line.body, "");
}

TEST_P(Outbox, GivesUpAfterADay) {
    base::FixedClock clock = kNoon;
    const auto client = nowhere();
    given(db(), a_message());
    int attempts = 0;
    for (; outbox(db())[0].state == "waiting" && attempts < 100; ++attempts) {
        clock.advance(std::max(0us, std::chrono::microseconds(outbox(db())[0].not_before.micros -
                                                              clock.now().micros)));
        send_next(db(), clock, client);
    }
    EXPECT_EQ(outbox(db())[0].state, "failed");
    EXPECT_EQ(outbox(db())[0].body, "");
    EXPECT_LT(clock.now(), kNoon.now().plus(24h));
    EXPECT_GE(attempts, 24);
}

TEST_P(Outbox, DoesNotSendACodeThatExpired) {
    const LocalInbox inbox(kNoon);
    auto message = a_message();
    message.expires_at = kNoon.now();
    given(db(), message);
    EXPECT_TRUE(send_next(db(), kNoon, SmtpClient(settings(inbox))));
    EXPECT_TRUE(inbox.recent().empty());
    const auto line = outbox(db()).at(0);
    EXPECT_EQ(line.state, "failed");
    EXPECT_EQ(line.error, "expired");
    EXPECT_EQ(line.body, "");
}

TEST_P(Outbox, StopsTryingWhenTheNextAttemptWouldComeTooLate) {
    auto message = a_message();
    message.expires_at = kNoon.now().plus(1min);
    given(db(), message);
    EXPECT_TRUE(send_next(db(), kNoon, nowhere()));
    EXPECT_EQ(outbox(db())[0].state, "failed");
    EXPECT_EQ(outbox(db())[0].body, "");
}

TEST_P(Outbox, SendsWhatExpiresFirst) {
    const LocalInbox inbox(kNoon);
    const SmtpClient client(settings(inbox));
    given(db(), a_message("notice@exemple.fr"));
    auto code = a_message("code@exemple.fr");
    code.expires_at = kNoon.now().plus(10min);
    given(db(), code);
    send_next(db(), kNoon, client);
    ASSERT_EQ(inbox.recent().size(), 1U);
    EXPECT_EQ(inbox.recent()[0].mail.to, "code@exemple.fr");
}

TEST_P(Outbox, SendsAgainUnderTheSameMessageIdAfterACrash) {
    const LocalInbox inbox(kNoon);
    const SmtpClient client(settings(inbox));
    base::FixedClock clock = kNoon;
    given(db(), a_message());
    const auto taken = db().write([&](db::Transaction& tx) {
        return store::claim(tx, clock.now(), clock.now().plus(kLease));
    });
    ASSERT_TRUE(taken);
    ASSERT_EQ(client.send(*taken).outcome, Outcome::Sent);  // and the process dies here

    EXPECT_FALSE(send_next(db(), clock, client));
    clock.advance(kLease);
    EXPECT_TRUE(send_next(db(), clock, client));
    const auto mails = inbox.recent();
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_EQ(mails[0].mail.message_id, mails[1].mail.message_id);
    EXPECT_EQ(outbox(db())[0].state, "sent");
}

TEST_P(Outbox, AMailThatLeftIsNeverBroughtBackByASlowerProcess) {
    base::FixedClock clock = kNoon;
    given(db(), a_message());
    const auto claim = [&] {
        const auto taken = db().write([&](db::Transaction& tx) {
            return store::claim(tx, clock.now(), clock.now().plus(kLease));
        });
        clock.advance(kLease);
        return *taken;
    };
    const auto slow = claim();
    const auto quick = claim();
    db().write([&](db::Transaction& tx) { store::fail(tx, slow, "timeout"); });
    EXPECT_EQ(outbox(db())[0].state, "waiting");
    db().write([&](db::Transaction& tx) { store::mark_sent(tx, slow, clock.now()); });
    db().write([&](db::Transaction& tx) { store::defer(tx, quick, clock.now(), "timeout"); });
    EXPECT_EQ(outbox(db())[0].state, "sent");
}

TEST_P(Outbox, ARealServerMayRefuseForGoodOrForNow) {
    const tests::SmtpSink sink;
    const SmtpClient client(settings(sink.url()));
    for (const char* to : {"refus@exemple.fr", "plustard@exemple.fr", "a@exemple.fr"}) {
        given(db(), a_message(to));
    }
    while (send_next(db(), kNoon, client)) {
    }
    const auto lines = outbox(db());
    EXPECT_EQ(lines[0].state, "failed");
    EXPECT_EQ(lines[0].error, "smtp-550");
    EXPECT_EQ(lines[0].body, "");
    EXPECT_EQ(lines[1].state, "waiting");
    EXPECT_EQ(lines[1].error, "smtp-451");
    EXPECT_EQ(lines[2].state, "sent");
}

TEST_P(Outbox, ForgetsAfterThirtyDaysWhatNoLongerWaits) {
    const LocalInbox inbox(kNoon);
    base::FixedClock clock = kNoon;
    given(db(), a_message("sent@exemple.fr"));
    send_next(db(), clock, SmtpClient(settings(inbox)));
    given(db(), a_message("waiting@exemple.fr"));
    clock.advance(kKept);
    forget_old(db(), clock);
    EXPECT_EQ(outbox(db()).size(), 2U);
    clock.advance(1s);
    forget_old(db(), clock);
    ASSERT_EQ(outbox(db()).size(), 1U);
    EXPECT_EQ(outbox(db())[0].state, "waiting");
}

ON_EVERY_ENGINE(MailDispatcher);

TEST_P(MailDispatcher, SendsAtOnceWhenItIsTold) {
    const LocalInbox inbox(kNoon);
    Dispatcher dispatcher(db(), kNoon, settings(inbox));
    std::this_thread::sleep_for(50ms);  // it has looked once, and waits
    given(db(), a_message());
    const auto told_at = std::chrono::steady_clock::now();
    dispatcher.notify();
    EXPECT_TRUE(becomes_true([&] { return inbox.recent().size() == 1; }));
    EXPECT_LT(std::chrono::steady_clock::now() - told_at, 1s);
}

TEST_P(MailDispatcher, FindsByItselfWhatAnotherNodeQueued) {
    const LocalInbox inbox(kNoon);
    const Dispatcher dispatcher(db(), kNoon, settings(inbox));
    std::this_thread::sleep_for(50ms);
    given(db(), a_message());
    EXPECT_TRUE(becomes_true([&] { return inbox.recent().size() == 1; }));
}

TEST_P(MailDispatcher, StopsWithoutSendingTheRest) {
    const LocalInbox inbox(kNoon);
    for (int i = 0; i < 50; ++i) given(db(), a_message());
    { const Dispatcher dispatcher(db(), kNoon, settings(inbox)); }
    const auto lines = outbox(db());
    const auto sent = std::count_if(lines.begin(), lines.end(),
                                    [](const Line& line) { return line.state == "sent"; });
    EXPECT_EQ(static_cast<std::size_t>(sent), inbox.recent().size());
    EXPECT_LT(sent, 50);
}

TEST_P(MailDispatcher, OfSeveralNodesNeverSendsAMailTwice) {
    constexpr std::size_t kCount = 100;
    const LocalInbox inbox(kNoon);
    for (std::size_t i = 0; i < kCount; ++i) given(db(), a_message());
    {
        const Dispatcher one(db(), kNoon, settings(inbox));
        const Dispatcher two(db(), kNoon, settings(inbox));
        const Dispatcher three(db(), kNoon, settings(inbox));
        EXPECT_TRUE(becomes_true([&] { return inbox.recent().size() >= kCount; }));
    }
    std::set<std::string> seen;
    for (const auto& each : inbox.recent()) seen.insert(each.mail.message_id);
    EXPECT_EQ(inbox.recent().size(), kCount);
    EXPECT_EQ(seen.size(), kCount);
    for (const auto& line : outbox(db())) EXPECT_EQ(line.attempts, 1);
}
