#pragma once

#include "mail/model.hpp"

#include <string>
#include <string_view>

// A mail as it travels (RFC 5322, 2045 and 2047): written for the SMTP server, and read back by
// the demonstration's inbox, which only has to understand what compose() writes.
namespace gps::mail {

// Lines end with CR LF and hold 76 characters at most. The same mail gives the same bytes.
std::string compose(const Outgoing& mail, std::string_view from);

struct Received {
    std::string message_id = {};
    std::string from = {};
    std::string to = {};
    std::string reply_to = {};  // "": nobody is answered
    std::string subject = {};
    std::string body = {};
};
Received read_message(std::string_view text);

// "Mon, 23 Nov 2026 19:00:00 +0000"
std::string mail_date(base::Instant instant);

}  // namespace gps::mail
