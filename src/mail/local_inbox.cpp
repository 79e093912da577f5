#include "mail/local_inbox.hpp"

#include "mail/smtp_session.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gps::mail {
namespace {

using Time = std::chrono::steady_clock;

constexpr std::chrono::seconds kIdle{10};
constexpr std::chrono::seconds kLongest{60};
constexpr std::size_t kMostUnread = 64UL * 1024;  // answers that the client does not read
constexpr int kTickMs = 1000;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::system_category(), what);
}

Descriptor open_listener(unsigned short port) {
    Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (listener.number() < 0) fail("the inbox's socket");
    const int yes = 1;
    ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (::bind(listener.number(), generic, sizeof address) != 0) fail("the inbox's port");
    if (::listen(listener.number(), SOMAXCONN) != 0) fail("the inbox's port");
    return listener;
}

unsigned short port_of(const Descriptor& listener) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        fail("the inbox's port");
    }
    return ntohs(address.sin_port);
}

// One client: its conversation, and the answers it has not taken yet.
class Connection {
 public:
    explicit Connection(Descriptor socket)
        : socket_(std::move(socket)), opened_(Time::now()), heard_(opened_) {
        answers_ = SmtpSession::greeting();
    }

    [[nodiscard]] pollfd wanted() const {
        const auto events = answers_.empty() ? POLLIN : POLLOUT;
        return {.fd = socket_.number(), .events = static_cast<short>(events), .revents = 0};
    }

    std::vector<Received> read() {
        std::array<char, 4096> bytes;
        const auto got = ::recv(socket_.number(), bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            is_broken_ = got == 0 || (errno != EAGAIN && errno != EINTR);
            return {};
        }
        heard_ = Time::now();
        answers_ += session_.feed({bytes.data(), static_cast<std::size_t>(got)});
        return session_.take();
    }

    void write() {
        const auto sent = ::send(socket_.number(), answers_.data(), answers_.size(), MSG_NOSIGNAL);
        if (sent < 0) {
            is_broken_ = errno != EAGAIN && errno != EINTR;
            return;
        }
        answers_.erase(0, static_cast<std::size_t>(sent));
    }

    [[nodiscard]] bool is_over() const {
        const auto now = Time::now();
        const bool said_all = session_.is_over() && answers_.empty();
        return is_broken_ || said_all || answers_.size() > kMostUnread || now - heard_ > kIdle ||
               now - opened_ > kLongest;
    }

 private:
    Descriptor socket_;
    Time::time_point opened_;
    Time::time_point heard_;
    SmtpSession session_;
    std::string answers_;
    bool is_broken_ = false;
};

void accept_into(std::vector<Connection>& connections, const Descriptor& listener) {
    Descriptor socket(::accept4(listener.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.number() >= 0) connections.emplace_back(std::move(socket));
}

// What to wait for: the stop, new clients while there is room for one, then each client.
std::vector<pollfd> all_wanted(const Descriptor& wake, const Descriptor& listener,
                               const std::vector<Connection>& connections) {
    const bool room = connections.size() < LocalInbox::kMostConnections;
    std::vector<pollfd> wanted{
        {.fd = wake.number(), .events = POLLIN, .revents = 0},
        {.fd = room ? listener.number() : -1, .events = POLLIN, .revents = 0},
    };
    for (const auto& connection : connections) wanted.push_back(connection.wanted());
    return wanted;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

LocalInbox::LocalInbox(const base::Clock& clock, unsigned short port)
    : clock_(clock),
      listener_(open_listener(port)),
      wake_(::eventfd(0, EFD_CLOEXEC)),
      port_(port_of(listener_)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void LocalInbox::run(const std::stop_token& stop) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    const std::stop_callback on_stop(stop, [this] { ::eventfd_write(wake_.number(), 1); });
    std::vector<Connection> connections;
    while (!stop.stop_requested()) {
        auto wanted = all_wanted(wake_, listener_, connections);
        ::poll(wanted.data(), wanted.size(), kTickMs);
        for (std::size_t i = 0; i < connections.size(); ++i) {
            const auto happened = wanted[i + 2].revents;
            if ((happened & POLLOUT) != 0) {
                connections[i].write();
            } else if (happened != 0) {
                keep(connections[i].read());
            }
        }
        std::erase_if(connections, [](const Connection& c) { return c.is_over(); });
        if (wanted[1].revents != 0) accept_into(connections, listener_);
    }
}

void LocalInbox::keep(std::vector<Received> mails) {
    const std::lock_guard lock(mutex_);
    for (auto& mail : mails) {
        mails_.push_front({.received_at = clock_.now(), .mail = std::move(mail)});
        if (mails_.size() > kMostMails) mails_.pop_back();
    }
}

std::vector<LocalInbox::Mail> LocalInbox::recent() const {
    const std::lock_guard lock(mutex_);
    return {mails_.begin(), mails_.end()};
}

std::vector<LocalInbox::Mail> LocalInbox::recent(std::string_view to) const {
    auto mails = recent();
    std::erase_if(mails, [&](const Mail& each) { return each.mail.to != to; });
    return mails;
}

}  // namespace gps::mail
