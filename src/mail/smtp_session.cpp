#include "mail/smtp_session.hpp"

#include "mail/rules.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace gps::mail {
namespace {

// The verb of a command, in capitals.
std::string verb_of(std::string_view line) {
    std::string verb;
    for (const char c : line.substr(0, line.find(' '))) {
        verb += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return verb;
}

// The address between the angle brackets of "FROM:<…>" or "TO:<…>".
std::optional<std::string> address_in(std::string_view argument) {
    const auto start = argument.find('<');
    const auto end = argument.find('>');
    if (start == std::string_view::npos || end == std::string_view::npos || end < start) {
        return std::nullopt;
    }
    return std::string(argument.substr(start + 1, end - start - 1));
}

}  // namespace

std::string_view SmtpSession::greeting() {
    return "220 localhost ESMTP\r\n";
}

std::vector<Received> SmtpSession::take() {
    return std::exchange(received_, {});
}

std::string SmtpSession::feed(std::string_view bytes) {
    std::string answers;
    while (!is_over_ && !bytes.empty()) {
        const auto end = bytes.find('\n');
        pending_ += bytes.substr(0, end);
        if (pending_.size() > kLongestLine) {
            is_over_ = true;
            return answers + "500 Line too long\r\n";
        }
        if (end == std::string_view::npos) return answers;
        if (pending_.ends_with('\r')) pending_.pop_back();
        const auto line = std::exchange(pending_, {});
        answers += in_text_ ? add_text(line) : obey(line);
        bytes.remove_prefix(end + 1);
    }
    return answers;
}

std::string_view SmtpSession::obey(std::string_view line) {
    const auto verb = verb_of(line);
    const auto argument = line.substr(std::min(verb.size(), line.size()));
    if (verb == "EHLO") return "250-localhost\r\n250 SIZE 100000\r\n";
    if (verb == "HELO") return "250 localhost\r\n";
    if (verb == "MAIL") return begin_mail(argument);
    if (verb == "RCPT") return add_recipient(argument);
    if (verb == "DATA") return begin_text();
    if (verb == "NOOP") return "250 OK\r\n";
    if (verb == "RSET") {
        reset();
        return "250 OK\r\n";
    }
    if (verb == "QUIT") {
        is_over_ = true;
        return "221 Bye\r\n";
    }
    return "500 Unknown command\r\n";
}

std::string_view SmtpSession::begin_mail(std::string_view argument) {
    if (has_sender_) return "503 One mail at a time\r\n";
    if (!address_in(argument)) return "501 MAIL FROM:<address>\r\n";
    has_sender_ = true;
    return "250 OK\r\n";
}

std::string_view SmtpSession::add_recipient(std::string_view argument) {
    if (!has_sender_) return "503 MAIL first\r\n";
    if (recipients_.size() == kMostRecipients) return "452 Too many recipients\r\n";
    auto address = address_in(argument);
    if (!address || !is_address(*address)) return "501 RCPT TO:<address>\r\n";
    recipients_.push_back(std::move(*address));
    return "250 OK\r\n";
}

std::string_view SmtpSession::begin_text() {
    if (recipients_.empty()) return "503 RCPT first\r\n";
    in_text_ = true;
    return "354 End with a dot alone\r\n";
}

std::string_view SmtpSession::add_text(std::string_view line) {
    if (line == ".") return finish_mail();
    if (line.starts_with('.')) line.remove_prefix(1);
    if (text_.size() + line.size() + 2 > kLargestMail) is_too_large_ = true;
    if (!is_too_large_) text_.append(line).append("\r\n");
    return {};
}

std::string_view SmtpSession::finish_mail() {
    const bool refused = is_too_large_;
    if (!refused) {
        for (const auto& recipient : recipients_) {
            auto mail = read_message(text_);
            mail.to = recipient;
            received_.push_back(std::move(mail));
        }
    }
    reset();
    return refused ? "552 Mail too large\r\n" : "250 OK\r\n";
}

void SmtpSession::reset() {
    in_text_ = false;
    has_sender_ = false;
    is_too_large_ = false;
    recipients_.clear();
    text_.clear();
}

}  // namespace gps::mail
