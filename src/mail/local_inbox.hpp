#pragma once

#include "base/clock.hpp"
#include "mail/mime.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

// Where the mails of a demonstration arrive, so that nothing else has to be installed: a small
// SMTP server on 127.0.0.1 that keeps the latest mails in memory. Never in production, where mails
// go to a real server: whoever sees the inbox can sign in as anybody.
namespace gps::mail {

// A file descriptor, closed with its owner.
class Descriptor {
 public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int number() const { return number_; }

 private:
    int number_;
};

class LocalInbox {
 public:
    static constexpr std::size_t kMostMails = 200;       // then the oldest is forgotten
    static constexpr std::size_t kMostConnections = 16;  // then the next ones wait

    struct Mail {
        base::Instant received_at = {};
        Received mail = {};
    };

    // Receives until it is destroyed. 0 lets the system choose the port. Throws std::system_error
    // when the port cannot be opened.
    explicit LocalInbox(const base::Clock& clock, unsigned short port = 0);
    LocalInbox(const LocalInbox&) = delete;
    LocalInbox& operator=(const LocalInbox&) = delete;
    ~LocalInbox() = default;

    unsigned short port() const { return port_; }
    // The latest first; all of them, or those sent to one address.
    std::vector<Mail> recent() const;
    std::vector<Mail> recent(std::string_view to) const;

 private:
    void run(const std::stop_token& stop);
    void keep(std::vector<Received> mails);

    const base::Clock& clock_;
    Descriptor listener_;
    Descriptor wake_;
    unsigned short port_ = 0;
    mutable std::mutex mutex_;
    std::deque<Mail> mails_;
    std::jthread thread_;  // last: it uses all the others
};

}  // namespace gps::mail
