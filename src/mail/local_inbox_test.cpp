#include "mail/local_inbox.hpp"

#include "mail/smtp.hpp"

#include <array>
#include <memory>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

using namespace gps;
using namespace gps::mail;

namespace {

const base::FixedClock kNow(*base::Date::from_iso("2026-11-23"));

SmtpClient client_of(unsigned short port) {
    return SmtpClient({.url = fmt::format("smtp://127.0.0.1:{}", port),
                       .from = "gps@exemple.fr",
                       .require_tls = false,
                       .timeout = std::chrono::seconds(5)});
}

Outgoing a_mail(int number) {
    return {.id = number,
            .message_id = fmt::format("mail-{}", number),
            .recipient = fmt::format("a{}@exemple.fr", number % 2),
            .subject = "Été",
            .body = fmt::format("Bonjour n° {}\n.\n", number),
            .attempts = 1};
}

// A client that opens a connection and says nothing.
Descriptor silent_client(unsigned short port) {
    Descriptor client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    EXPECT_EQ(::connect(client.number(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return client;
}

}  // namespace

TEST(LocalInbox, ShowsWhatARealClientSentTheLatestFirst) {
    const LocalInbox inbox(kNow);
    const auto client = client_of(inbox.port());
    for (int i = 0; i < 3; ++i) ASSERT_EQ(client.send(a_mail(i)).outcome, Outcome::Sent);

    const auto mails = inbox.recent();
    ASSERT_EQ(mails.size(), 3U);
    EXPECT_EQ(mails[0].mail.body, "Bonjour n° 2\n.\n");
    EXPECT_EQ(mails[0].mail.subject, "Été");
    EXPECT_EQ(mails[0].mail.message_id, "<mail-2@exemple.fr>");
    EXPECT_EQ(mails[0].received_at, kNow.now());
    EXPECT_EQ(inbox.recent("a0@exemple.fr").size(), 2U);
    EXPECT_TRUE(inbox.recent("b@exemple.fr").empty());
}

TEST(LocalInbox, KeepsTheLatestTwoHundredMails) {
    const LocalInbox inbox(kNow);
    const auto client = client_of(inbox.port());
    for (int i = 0; i < 205; ++i) ASSERT_EQ(client.send(a_mail(i)).outcome, Outcome::Sent);
    ASSERT_EQ(inbox.recent().size(), LocalInbox::kMostMails);
    EXPECT_EQ(inbox.recent().front().mail.message_id, "<mail-204@exemple.fr>");
    EXPECT_EQ(inbox.recent().back().mail.message_id, "<mail-5@exemple.fr>");
}

TEST(LocalInbox, ServesOthersWhileSomeClientsSayNothing) {
    const LocalInbox inbox(kNow);
    std::vector<Descriptor> silent;
    for (std::size_t i = 1; i < LocalInbox::kMostConnections; ++i) {
        silent.push_back(silent_client(inbox.port()));
    }
    EXPECT_EQ(client_of(inbox.port()).send(a_mail(1)).outcome, Outcome::Sent);
}

TEST(LocalInbox, StopsAtOnceAndFreesItsPort) {
    auto inbox = std::make_unique<LocalInbox>(kNow);
    const auto port = inbox->port();
    const auto silent = silent_client(port);
    inbox.reset();
    EXPECT_EQ(client_of(port).send(a_mail(1)).reason, "unreachable");
    EXPECT_NO_THROW(LocalInbox(kNow, port));
}
