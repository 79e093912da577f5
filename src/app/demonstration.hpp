#pragma once

#include "access/house.hpp"
#include "mail/local_inbox.hpp"
#include "mail/model.hpp"

#include <optional>

// What a base made by `gps demo` changes in the service: personas to enter as, and, unless GPS_SMTP
// says otherwise, a loopback server that receives the mails and shows them.
namespace gps::app {

class Demonstration {
 public:
    // Does nothing on any other base.
    Demonstration(db::Database& db, const base::Clock& clock, bool has_mail_server);

    // Where mails go: the loopback server of the demonstration, or `smtp` as it is.
    mail::SmtpSettings smtp_of(mail::SmtpSettings smtp) const;
    void furnish(access::House& house) const;

 private:
    bool is_one_ = false;
    std::vector<access::Persona> personas_ = {};
    std::optional<mail::LocalInbox> inbox_ = {};
};

}  // namespace gps::app
