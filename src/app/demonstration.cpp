#include "app/demonstration.hpp"

#include "demo/usecases.hpp"

#include <fmt/format.h>

namespace gps::app {

Demonstration::Demonstration(db::Database& db, const base::Clock& clock, bool has_mail_server)
    : is_one_(demo::is_demonstration(db)) {
    if (!is_one_) return;
    personas_ = demo::personas(db);
    if (!has_mail_server) inbox_.emplace(clock);
}

mail::SmtpSettings Demonstration::smtp_of(mail::SmtpSettings smtp) const {
    if (!inbox_) return smtp;
    smtp.url = fmt::format("smtp://127.0.0.1:{}", inbox_->port());
    smtp.user.clear();
    smtp.require_tls = false;
    return smtp;
}

void Demonstration::furnish(access::House& house) const {
    house.is_demonstration = is_one_;
    house.personas = personas_;
    if (!inbox_) return;
    house.received_mails = [this] {
        std::vector<access::ReceivedMail> mails;
        for (const auto& one : inbox_->recent()) {
            mails.push_back({.to = one.mail.to,
                             .subject = one.mail.subject,
                             .body = one.mail.body,
                             .at = one.received_at});
        }
        return mails;
    };
}

}  // namespace gps::app
