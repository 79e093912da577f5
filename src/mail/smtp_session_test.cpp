#include "mail/smtp_session.hpp"

#include <gtest/gtest.h>

using namespace gps::mail;

namespace {

const std::string kStart =
    "EHLO x\r\nMAIL FROM:<gps@exemple.fr> SIZE=10\r\nRCPT TO:<a@exemple.fr>\r\nDATA\r\n";

}  // namespace

TEST(SmtpSession, ReceivesAMailWhereverTheBytesAreCut) {
    const std::string all = kStart + "Subject: S\r\n\r\n..un point\r\n.\r\nQUIT\r\n";
    for (std::size_t cut = 0; cut <= all.size(); ++cut) {
        SmtpSession session;
        session.feed(all.substr(0, cut));
        const auto answers = session.feed(all.substr(cut));
        const auto mails = session.take();
        ASSERT_EQ(mails.size(), 1U) << cut;
        EXPECT_EQ(mails[0].to, "a@exemple.fr");
        EXPECT_EQ(mails[0].subject, "S");
        EXPECT_EQ(mails[0].body, ".un point\r\n");
        EXPECT_TRUE(session.is_over());
        EXPECT_TRUE(cut == all.size() || answers.ends_with("221 Bye\r\n")) << answers;
    }
}

TEST(SmtpSession, WantsCommandsInTheirOrder) {
    SmtpSession session;
    EXPECT_TRUE(session.feed("RCPT TO:<a@b.fr>\r\n").starts_with("503"));
    EXPECT_TRUE(session.feed("DATA\r\n").starts_with("503"));
    EXPECT_TRUE(session.feed("MAIL FROM:a@b.fr\r\n").starts_with("501"));
    EXPECT_TRUE(session.feed("mail from:<a@b.fr>\r\n").starts_with("250"));
    EXPECT_TRUE(session.feed("MAIL FROM:<a@b.fr>\r\n").starts_with("503"));
    EXPECT_TRUE(session.feed("RCPT TO:<>\r\n").starts_with("501"));
    EXPECT_TRUE(session.feed("RSET\r\n").starts_with("250"));
    EXPECT_TRUE(session.feed("RCPT TO:<a@b.fr>\r\n").starts_with("503"));
    EXPECT_TRUE(session.feed("NOOP\r\n").starts_with("250"));
    EXPECT_TRUE(session.feed("VRFY a\r\n").starts_with("500"));
    EXPECT_TRUE(session.feed("\r\n").starts_with("500"));
    EXPECT_TRUE(session.take().empty());
}

TEST(SmtpSession, RefusesAMailTooLargeAndGoesOn) {
    SmtpSession session;
    session.feed(kStart);
    const std::string line = std::string(900, 'a') + "\r\n";
    for (int i = 0; i < 200; ++i) EXPECT_EQ(session.feed(line), "");
    EXPECT_TRUE(session.feed(".\r\n").starts_with("552"));
    EXPECT_TRUE(session.take().empty());
    session.feed(kStart + "\r\nshort\r\n.\r\n");
    EXPECT_EQ(session.take().size(), 1U);
}

TEST(SmtpSession, EndsOnALineTooLong) {
    SmtpSession session;
    const std::string piece(600, 'a');
    EXPECT_EQ(session.feed(piece), "");
    EXPECT_TRUE(session.feed(piece).starts_with("500"));
    EXPECT_TRUE(session.is_over());
    EXPECT_EQ(session.feed("NOOP\r\n"), "");
}

TEST(SmtpSession, TakesTenRecipientsAtMost) {
    SmtpSession session;
    session.feed("MAIL FROM:<a@b.fr>\r\n");
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(session.feed("RCPT TO:<a@b.fr>\r\n").starts_with("250"));
    }
    EXPECT_TRUE(session.feed("RCPT TO:<a@b.fr>\r\n").starts_with("452"));
}
