#include "mail/mime.hpp"

#include <sstream>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::mail;

namespace {

Outgoing a_mail() {
    return {
        .id = 1,
        .message_id = "0123456789",
        .recipient = "jeanne@exemple.fr",
        .subject = "Votre code de connexion",
        .body = "Bonjour,\n",
        .attempts = 1,
        .queued_at = {1'795'460'400'000'000},
    };
}

std::string composed(const Outgoing& mail) {
    return compose(mail, "gps@gps.exemple.fr");
}

bool has_line(const std::string& text, const std::string& line) {
    return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

}  // namespace

TEST(MailDate, IsWrittenAsMailsWantIt) {
    EXPECT_EQ(mail_date({1'795'460'400'000'000}), "Mon, 23 Nov 2026 19:00:00 +0000");
    EXPECT_EQ(mail_date({0}), "Thu, 01 Jan 1970 00:00:00 +0000");
}

TEST(Mail, CarriesTheHeadersOfAnAutomaticMail) {
    const auto text = composed(a_mail());
    EXPECT_TRUE(has_line(text, "From: GPS <gps@gps.exemple.fr>")) << text;
    EXPECT_TRUE(has_line(text, "To: <jeanne@exemple.fr>")) << text;
    EXPECT_TRUE(has_line(text, "Subject: Votre code de connexion")) << text;
    EXPECT_TRUE(has_line(text, "Message-ID: <0123456789@gps.exemple.fr>")) << text;
    EXPECT_TRUE(has_line(text, "Auto-Submitted: auto-generated")) << text;
    EXPECT_TRUE(has_line(text, "MIME-Version: 1.0")) << text;
}

TEST(Mail, IsAnsweredOnlyWhereTheSenderAgreed) {
    EXPECT_EQ(composed(a_mail()).find("Reply-To"), std::string::npos);
    auto mail = a_mail();
    mail.reply_to = "alice@exemple.fr";
    EXPECT_TRUE(has_line(composed(mail), "Reply-To: <alice@exemple.fr>"));
    EXPECT_EQ(read_message(composed(mail)).reply_to, "<alice@exemple.fr>");
}

TEST(Mail, IsTheSameBytesEachTime) {
    EXPECT_EQ(composed(a_mail()), composed(a_mail()));
}

TEST(Mail, IsAsciiInLinesOfSeventySixCharactersAtMost) {
    auto mail = a_mail();
    mail.subject =
        "Élodie vous demande à suivre une personne que vous suivez déjà : répondez, merci";
    mail.body = std::string(500, 'a') + "\n" + std::string(300, '.') + "\nœuvre à l’été\n\n";
    std::istringstream lines(composed(mail));
    for (std::string line; std::getline(lines, line);) {
        ASSERT_TRUE(line.ends_with('\r')) << line;
        EXPECT_LE(line.size(), 77U) << line;
        for (const char c : line) EXPECT_LT(static_cast<unsigned char>(c), 0x80U) << line;
    }
}

TEST(Mail, IsReadBackAsItWasWritten) {
    auto mail = a_mail();
    for (const char* subject : {"Votre code", "é", "=?UTF-8?B?w6k=?=",
                                "Élodie — « bonjour » — et une longue suite de mots "
                                "accentués : à é è ù ç œ æ, puis encore d’autres"}) {
        mail.subject = subject;
        EXPECT_EQ(read_message(composed(mail)).subject, subject);
    }
    const char* const long_address =
        "https://gps.exemple.fr/"
        "connexion?a=b&c=d=e%20f-une-adresse-bien-plus-longue-qu-une-ligne\n";
    for (const char* body :
         {"", "Bonjour,\n", ".\n..\n.a\n", "a=b\n=\n", "fin avec une espace \n", "\n\n\n",
          long_address, "À l’été, l’œuvre d’un « cœur » — été 2026\n"}) {
        mail.body = body;
        EXPECT_EQ(read_message(composed(mail)).body, body);
    }
    const auto read = read_message(composed(mail));
    EXPECT_EQ(read.message_id, "<0123456789@gps.exemple.fr>");
    EXPECT_EQ(read.to, "<jeanne@exemple.fr>");
}

TEST(Mail, IsWrittenTwicePlainTextFirst) {
    auto mail = a_mail();
    mail.body = "Bonjour,\n\n    https://gps.exemple.fr/notifications\n";
    const auto text = composed(mail);
    const auto plain = text.find("Content-Type: text/plain; charset=utf-8\r\n");
    const auto html = text.find("Content-Type: text/html; charset=utf-8\r\n");
    ASSERT_NE(plain, std::string::npos) << text;
    ASSERT_NE(html, std::string::npos) << text;
    EXPECT_LT(plain, html) << "the last is the one preferred";
    EXPECT_TRUE(has_line(text, "Content-Type: multipart/alternative; boundary=\"=_0123456789\""));
    EXPECT_TRUE(text.ends_with("\r\n--=_0123456789--\r\n"));
}

TEST(Mail, OfAnySortIsReadWithoutHarm) {
    for (const char* text : {"", "\r\n", "\r\n\r\n", "Subject", "Subject: =?UTF-8?B?", "a\r\n b",
                             "Content-Transfer-Encoding: quoted-printable\r\n\r\n=",
                             "Content-Transfer-Encoding: quoted-printable\r\n\r\n=Z",
                             "Content-Type: multipart/a; boundary=\"\r\n\r\n--\r\n",
                             "Content-Type: multipart/a; boundary=\"b\"\r\n\r\nx--b\r\n",
                             "Subject: =?UTF-8?B?***?= x\r\n\r\n"}) {
        EXPECT_NO_THROW(read_message(text)) << text;
    }
}
