#pragma once

#include "web/wiped.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>

// One client's connection, and all of them. Only server.cpp includes this file. Everything here
// runs in the one I/O thread. Deadlines are plain values that the server looks at ten times a
// second, so that reading and writing need no timer of their own.
namespace gps::web {

using SteadyClock = std::chrono::steady_clock;
using tcp = boost::asio::ip::tcp;

enum class State : std::size_t {
    Idle,       // between two requests, or before the first
    Lingering,  // refused; what still comes is thrown away so that the refusal is read
    Head,
    Busy,     // body, responder, answer
    Leaving,  // told to go
};
constexpr std::size_t kStates = 5;

using Inbox = boost::beast::basic_flat_buffer<WipingAllocator<char>>;

struct Connection {
    explicit Connection(tcp::socket accepted) : socket(std::move(accepted)) {}

    // Both end by `until`, or return 0 with timed_out set; 0 without it means the peer is gone.
    boost::asio::awaitable<std::size_t> read_some(SteadyClock::time_point until);
    boost::asio::awaitable<std::size_t> write_some(std::string_view head, std::string_view body,
                                                   SteadyClock::time_point until);
    void interrupt();
    // Wipes what was read of requests that are answered.
    void forget();

    tcp::socket socket;
    std::string peer = {};
    Inbox in = {};
    State state = State::Idle;
    SteadyClock::time_point deadline = SteadyClock::time_point::max();
    bool timed_out = false;
    std::list<Connection*>::iterator place = {};  // in its Connections
};

// The time a body or an answer may take: `whole` in all, and `bytes` in each `window`.
class Pace {
 public:
    Pace(std::chrono::seconds whole, std::chrono::seconds window, std::size_t bytes)
        : end_(SteadyClock::now() + whole), window_(window), bytes_(bytes) {}

    SteadyClock::time_point deadline() const { return std::min(end_, window_end_); }
    void moved(std::size_t bytes) {
        moved_ += bytes;
        if (moved_ < bytes_) return;
        moved_ = 0;
        window_end_ = SteadyClock::now() + window_;
    }

 private:
    SteadyClock::time_point end_;
    std::chrono::seconds window_;
    std::size_t bytes_;
    SteadyClock::time_point window_end_ = SteadyClock::now() + window_;
    std::size_t moved_ = 0;
};

// Every open connection by state, the one that entered its state first at the front.
class Connections {
 public:
    void add(Connection& connection);
    void remove(Connection& connection);
    void enter(Connection& connection, State state);
    Connection* oldest(State state) const;
    const std::list<Connection*>& in(State state) const { return at(state); }
    // Without those told to go.
    std::size_t count() const { return count_ - at(State::Leaving).size(); }
    // Interrupts what waits beyond its deadline.
    void interrupt_late(SteadyClock::time_point now);

 private:
    std::list<Connection*>& at(State state) { return lists_[static_cast<std::size_t>(state)]; }
    const std::list<Connection*>& at(State state) const {
        return lists_[static_cast<std::size_t>(state)];
    }

    std::array<std::list<Connection*>, kStates> lists_ = {};
    std::size_t count_ = 0;
};

// A connection that is counted for as long as this lives.
class Counted {
 public:
    Counted(Connections& all, Connection& one) : all_(all), one_(one) { all_.add(one_); }
    ~Counted() { all_.remove(one_); }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    Counted(Counted&&) = delete;
    Counted& operator=(Counted&&) = delete;

 private:
    Connections& all_;
    Connection& one_;
};

}  // namespace gps::web
