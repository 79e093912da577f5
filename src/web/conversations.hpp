#pragma once

#include "web/answers.hpp"
#include "web/connection.hpp"
#include "web/intake.hpp"
#include "web/server.hpp"
#include "web/source.hpp"

#include <atomic>
#include <cstddef>
#include <optional>
#include <string_view>

#include <boost/asio/thread_pool.hpp>

// What is said on a connection: requests read within their limits, answered by the workers, and
// the answers written. The acceptance of connections and the end of the server are server.cpp's.
namespace gps::web {

class Conversations {
 public:
    // All must outlive this, and this must outlive the coroutines it makes.
    Conversations(Connections& connections, const Listen& listen, const Limits& limits,
                  const Respond& respond);

    // Serves one connection from its first byte to its last.
    boost::asio::awaitable<void> hold(Connection& connection);

    // Each conversation ends with the request under way.
    void conclude() { concluding_ = true; }
    // Waits for the responders that run; requests still queued are forgotten. To be called while
    // the I/O context that the coroutines use still exists.
    void end_workers();

 private:
    boost::asio::awaitable<bool> request_begins(Connection& connection);
    boost::asio::awaitable<bool> exchange(Connection& connection);
    boost::asio::awaitable<Wire> answer(Connection& connection, Intake& intake,
                                        std::string_view body);
    boost::asio::awaitable<bool> send(Connection& connection, const Wire& wire, bool keep_alive);
    boost::asio::awaitable<void> refuse(Connection& connection, int status, const Intake& intake);

    Connections& connections_;
    const Listen& listen_;
    const Limits& limits_;
    TrustedProxies proxies_;
    Answers answers_;
    std::size_t body_bytes_ = 0;
    std::atomic<std::size_t> waiting_ = 0;
    bool concluding_ = false;
    std::optional<boost::asio::thread_pool> workers_;
};

}  // namespace gps::web
