#include "mail/rules.hpp"

#include "mail/message_test.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

using namespace gps;
using namespace gps::mail;
using namespace std::chrono_literals;

TEST(MailRetry, WaitsTwiceAsLongEachTimeUpToAnHour) {
    EXPECT_EQ(pause_after(1), 1min);
    EXPECT_EQ(pause_after(2), 2min);
    EXPECT_EQ(pause_after(3), 4min);
    EXPECT_EQ(pause_after(6), 32min);
    EXPECT_EQ(pause_after(7), 60min);
    EXPECT_EQ(pause_after(1000), 60min);
}

TEST(MailRetry, EndsAfterADayOrWhenTheMailExpires) {
    Outgoing mail{.queued_at = {0}};
    EXPECT_EQ(deadline(mail), base::Instant{}.plus(24h));
    mail.expires_at = base::Instant{}.plus(10min);
    EXPECT_EQ(deadline(mail), base::Instant{}.plus(10min));
    mail.expires_at = base::Instant{}.plus(48h);
    EXPECT_EQ(deadline(mail), base::Instant{}.plus(24h));
}

TEST(MailAddress, IsOnePlainAddress) {
    EXPECT_TRUE(is_address("jeanne.d-urand+gps@exemple.fr"));
    for (const char* wrong : {"", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>",
                              "a@b\n", "<a@b>", "a@b,c@d", "\"a\"@b", "é@b.fr", "a@b\t", "a@b>"}) {
        EXPECT_FALSE(is_address(wrong)) << wrong;
    }
    EXPECT_FALSE(is_address(std::string(250, 'a') + "@b.fr"));
}

TEST(MailMessage, CannotAddAHeaderNorARecipient) {
    EXPECT_NO_THROW(check(a_message()));
    for (const char* subject : {"a\r\nBcc: x@y.fr", "a\nb", "a\rb", "\xff", "a\x7f"}) {
        auto message = a_message();
        message.subject = subject;
        EXPECT_THROW(check(message), std::invalid_argument) << subject;
    }
    auto message = a_message();
    message.recipient = "a@b.fr\r\nBcc: x@y.fr";
    EXPECT_THROW(check(message), std::invalid_argument);
    message = a_message();
    message.reply_to = "a@b.fr\r\nBcc: x@y.fr";
    EXPECT_THROW(check(message), std::invalid_argument);
    message = a_message();
    message.body = "\xc3";
    EXPECT_THROW(check(message), std::invalid_argument);
    message = a_message();
    message.subject = std::string(201, 'a');
    EXPECT_THROW(check(message), std::invalid_argument);
}
