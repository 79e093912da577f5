#pragma once

#include "mail/model.hpp"

#include <string>
#include <string_view>

// Hands one mail to the SMTP server of the settings, over a connection of its own.
namespace gps::mail {

class SmtpClient {
 public:
    // Throws std::invalid_argument for an address that is neither smtp:// nor smtps://, or a
    // sender that is not an address.
    explicit SmtpClient(SmtpSettings settings);
    SmtpClient(const SmtpClient&) = delete;
    SmtpClient& operator=(const SmtpClient&) = delete;
    ~SmtpClient();

    // Takes as long as the timeout of the settings at most.
    Delivery send(const Outgoing& mail) const;
    // Goes as far as a mail would before its first word: connection, TLS, password. "" when the
    // server takes us, else the reason, as in Delivery.
    std::string reach() const;

 private:
    SmtpSettings settings_;
    std::string url_;
};

}  // namespace gps::mail
