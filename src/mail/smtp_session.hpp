#pragma once

#include "mail/mime.hpp"

#include <string>
#include <string_view>
#include <vector>

// The receiving side of one SMTP conversation (RFC 5321), without any socket: bytes in, answers
// out. As little as the demonstration's inbox needs: no TLS, no password, no extension but SIZE.
namespace gps::mail {

class SmtpSession {
 public:
    static constexpr std::size_t kLargestMail = 100'000;
    static constexpr std::size_t kLongestLine = 1000;
    static constexpr std::size_t kMostRecipients = 10;

    static std::string_view greeting();

    // What to answer to these bytes. Nothing more is read once is_over().
    std::string feed(std::string_view bytes);
    bool is_over() const { return is_over_; }
    // The mails received since the last call, one a recipient.
    std::vector<Received> take();

 private:
    std::string_view obey(std::string_view line);
    std::string_view begin_mail(std::string_view argument);
    std::string_view add_recipient(std::string_view argument);
    std::string_view begin_text();
    std::string_view add_text(std::string_view line);
    std::string_view finish_mail();
    void reset();

    std::string pending_;  // the start of a line
    bool in_text_ = false;
    bool is_over_ = false;
    bool has_sender_ = false;
    bool is_too_large_ = false;
    std::vector<std::string> recipients_;
    std::string text_;
    std::vector<Received> received_;
};

}  // namespace gps::mail
