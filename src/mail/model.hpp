#pragma once

#include "base/date.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// A mail to send, as the rooms above write it, and what becomes of it.
namespace gps::mail {

struct Message {
    std::string_view kind = {};  // a code, such as "access.code"
    std::string recipient = {};  // one address, already checked
    std::string subject = {};
    std::string body = {};  // plain text, lines ended by "\n"
    base::Instant queued_at = {};
    std::optional<base::Instant> expires_at = {};  // no longer worth sending; sent before others
    std::string reply_to = {};  // of a sender who agreed to it; "": nobody is answered
};

// A row of the outbox taken by this process for a while.
struct Outgoing {
    std::int64_t id = 0;
    std::string message_id = {};  // without the domain; the same each time it is sent
    std::string recipient = {};
    std::string subject = {};
    std::string body = {};
    int attempts = 0;  // this one included
    base::Instant queued_at = {};
    std::optional<base::Instant> expires_at = {};
    std::string reply_to = {};
};

enum class Outcome : std::uint8_t {
    Sent,
    Deferred,  // worth another attempt
    Refused,   // for good
};

// How an attempt ended; the reason is a code ("smtp-550", "timeout"), never a server's words, which
// often quote the address.
struct Delivery {
    Outcome outcome = Outcome::Deferred;
    std::string reason = {};
};

struct SmtpSettings {
    std::string url = {};   // smtp://host:port, or smtps:// for TLS from the first byte
    std::string from = {};  // the sender's address
    std::string user = {};  // "" when the server asks for none
    base::Secret password = {};
    bool require_tls = true;   // false: STARTTLS only where the server offers it
    std::string ca_file = {};  // "" for the system's certificate authorities
    std::chrono::milliseconds timeout = std::chrono::seconds(10);
};

}  // namespace gps::mail
