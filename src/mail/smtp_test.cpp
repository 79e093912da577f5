#include "mail/smtp.hpp"

#include "support/smtp_sink.hpp"
#include "support/temporary_folder.hpp"
#include "support/text.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::mail;
using namespace std::chrono_literals;

namespace {

SmtpSettings settings(const tests::SmtpSink& sink) {
    return {.url = sink.url(), .from = "gps@gps.exemple.fr", .require_tls = false};
}

Outgoing mail_to(const std::string& recipient) {
    return {.id = 1,
            .message_id = "0123456789",
            .recipient = recipient,
            .subject = "Élodie, votre code",
            .body = "Votre code : abcde-fghij\n\n.fin\nÀ bientôt\n",
            .attempts = 1,
            .queued_at = {1'795'460'400'000'000}};
}

using tests::has;

}  // namespace

TEST(Smtp, ARealServerReadsTheMailAsItWasWritten) {
    const tests::SmtpSink sink;
    EXPECT_EQ(SmtpClient(settings(sink)).send(mail_to("a@exemple.fr")).outcome, Outcome::Sent);
    const auto json = sink.mails("a@exemple.fr");
    EXPECT_TRUE(has(json, R"("subject":"Élodie, votre code")")) << json;
    EXPECT_TRUE(has(json, R"(Votre code : abcde-fghij\n\n.fin\nÀ bientôt\n)")) << json;
    EXPECT_TRUE(has(json, R"("html":"<!DOCTYPE html>)")) << json;
    EXPECT_TRUE(has(json, R"(<p>Votre code : abcde-fghij</p>)")) << json;
    EXPECT_TRUE(has(json, R"("messageId":"<0123456789@gps.exemple.fr>")")) << json;
    EXPECT_TRUE(has(json, R"("date":"2026-11-23T19:00:00.000Z")")) << json;
}

TEST(Smtp, TellsARefusalForGoodFromOneForNow) {
    const tests::SmtpSink sink;
    const SmtpClient client(settings(sink));
    const auto refused = client.send(mail_to("refus@exemple.fr"));
    EXPECT_EQ(refused.outcome, Outcome::Refused);
    EXPECT_EQ(refused.reason, "smtp-550");
    const auto later = client.send(mail_to("plustard@exemple.fr"));
    EXPECT_EQ(later.outcome, Outcome::Deferred);
    EXPECT_EQ(later.reason, "smtp-451");
    EXPECT_EQ(sink.mails(), "[]");
}

TEST(Smtp, WaitsForASlowServerUpToItsTimeout) {
    const tests::SmtpSink sink({"--slow-ms", "500"});
    auto patient = settings(sink);
    EXPECT_EQ(SmtpClient(patient).send(mail_to("lent@exemple.fr")).outcome, Outcome::Sent);
    patient.timeout = 200ms;
    const auto delivery = SmtpClient(patient).send(mail_to("lent@exemple.fr"));
    EXPECT_EQ(delivery.outcome, Outcome::Deferred);
    EXPECT_EQ(delivery.reason, "timeout");
}

TEST(Smtp, SendsNothingInClearWhenTlsIsRequired) {
    const tests::SmtpSink sink;
    auto strict = settings(sink);
    strict.require_tls = true;
    const auto delivery = SmtpClient(strict).send(mail_to("a@exemple.fr"));
    EXPECT_EQ(delivery.outcome, Outcome::Deferred);
    EXPECT_EQ(delivery.reason, "tls");
    EXPECT_EQ(sink.mails(), "[]");
}

TEST(Smtp, BelievesOnlyACertificateItsAuthoritySigned) {
    const tests::TemporaryFolder folder;
    const tests::SmtpSink sink({"--tls", folder.path().string()});
    auto strict = settings(sink);
    strict.require_tls = true;
    EXPECT_EQ(SmtpClient(strict).send(mail_to("a@exemple.fr")).reason, "tls");
    EXPECT_EQ(sink.mails(), "[]");

    strict.ca_file = folder.path() / "certificate.pem";
    EXPECT_EQ(SmtpClient(strict).send(mail_to("a@exemple.fr")).outcome, Outcome::Sent);
    EXPECT_TRUE(has(sink.mails(), R"("secure":true)"));
}

TEST(Smtp, AServerThatIsNotThereIsTriedLater) {
    auto nowhere = SmtpSettings{.url = "smtp://127.0.0.1:1", .from = "gps@exemple.fr"};
    const auto delivery = SmtpClient(nowhere).send(mail_to("a@exemple.fr"));
    EXPECT_EQ(delivery.outcome, Outcome::Deferred);
    EXPECT_EQ(delivery.reason, "unreachable");
}

TEST(Smtp, TheServerCanBeTriedWithoutSendingAnything) {
    const tests::SmtpSink sink;
    EXPECT_EQ(SmtpClient(settings(sink)).reach(), "");
    auto strict = settings(sink);
    strict.require_tls = true;
    EXPECT_EQ(SmtpClient(strict).reach(), "tls");
    EXPECT_EQ(SmtpClient({.url = "smtp://127.0.0.1:1", .from = "gps@exemple.fr"}).reach(),
              "unreachable");
    EXPECT_EQ(sink.mails(), "[]");
}

TEST(Smtp, ARecipientThatIsNoAddressNeverReachesTheServer) {
    const tests::SmtpSink sink;
    const auto delivery =
        SmtpClient(settings(sink)).send(mail_to("a@exemple.fr>\r\nRCPT TO:<b@exemple.fr"));
    EXPECT_EQ(delivery.outcome, Outcome::Refused);
    EXPECT_EQ(sink.mails(), "[]");
}

TEST(Smtp, SettingsThatCannotWorkAreRefusedAtTheStart) {
    EXPECT_THROW(SmtpClient({.url = "http://127.0.0.1", .from = "gps@exemple.fr"}),
                 std::invalid_argument);
    EXPECT_THROW(SmtpClient({.url = "smtp://127.0.0.1", .from = "gps"}), std::invalid_argument);
}
