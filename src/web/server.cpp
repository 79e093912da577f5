#include "web/server.hpp"

#include "base/log.hpp"
#include "web/connection.hpp"
#include "web/conversations.hpp"

#include <csignal>
#include <stdexcept>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sys/resource.h>
#include <sys/socket.h>

namespace gps::web {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kTick{100};
constexpr unsigned kSpareFiles = 256;  // for the database, the log, the standard streams

class Server {
 public:
    Server(const Listen& listen, const Limits& limits, const Respond& respond)
        : listen_(listen), limits_(limits), conversations_(connections_, listen, limits, respond) {}
    ~Server() { conversations_.end_workers(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    unsigned short open();
    void run(const std::stop_token& stop_asked);

 private:
    void allow_files() const;
    void stop();
    void accept_backlog();
    void close_idle();
    void start(tcp::socket socket);
    bool make_room();
    net::awaitable<void> accept_connections();
    net::awaitable<void> watch_deadlines();
    net::awaitable<void> wait_for_signals();
    net::awaitable<void> converse(tcp::socket socket);

    const Listen& listen_;
    const Limits& limits_;
    Connections connections_;
    Conversations conversations_;
    std::size_t open_ = 0;  // connections, counted from their acceptance on
    bool stopping_ = false;
    SteadyClock::time_point drained_by_ = SteadyClock::time_point::max();
    // Destroyed before what its coroutines use.
    net::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    net::signal_set signals_{io_, SIGTERM, SIGINT};
};

unsigned short Server::open() {
    allow_files();
    error_code error;
    const auto address = net::ip::make_address(listen_.address, error);
    const tcp::endpoint endpoint(address, listen_.port);
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    const int on = 1;
    if (!error && listen_.shared_port &&
        ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
        error = error_code(errno, boost::system::system_category());
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        throw std::runtime_error("cannot listen on " + listen_.address + " port " +
                                 std::to_string(listen_.port) + ": " + error.message());
    return acceptor_.local_endpoint().port();
}

// Raises the number of files the process may open to what the connections need.
void Server::allow_files() const {
    rlimit files{};
    const rlim_t needed = limits_.connections + kSpareFiles;
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= needed) return;
    files.rlim_cur = std::min<rlim_t>(needed, files.rlim_max);
    const bool raised = ::setrlimit(RLIMIT_NOFILE, &files) == 0;
    if (raised && files.rlim_cur == needed) return;
    base::log_event(
        base::Level::Warning, "web.few_files",
        {{"needed", std::to_string(needed)}, {"allowed", std::to_string(files.rlim_cur)}});
}

void Server::run(const std::stop_token& stop_asked) {
    net::co_spawn(io_, accept_connections(), net::detached);
    net::co_spawn(io_, watch_deadlines(), net::detached);
    net::co_spawn(io_, wait_for_signals(), net::detached);
    const std::stop_callback on_stop(stop_asked, [this] { net::post(io_, [this] { stop(); }); });
    io_.run();
    // From here a signal ends the process at once, should a responder never return.
    signals_.clear();
    conversations_.end_workers();
}

// The first time: no new connection, idle ones closed, the others finish. The second: the end.
void Server::stop() {
    if (std::exchange(stopping_, true)) {
        io_.stop();
        return;
    }
    base::log_event(base::Level::Info, "web.stopping",
                    {{"connections", std::to_string(connections_.count())}});
    conversations_.conclude();
    drained_by_ = SteadyClock::now() + seconds(limits_.drain_s);
    accept_backlog();
    close_idle();
    if (open_ == 0) io_.stop();
}

// Clients whose connection the kernel has accepted already are served, not reset.
void Server::accept_backlog() {
    error_code error;
    acceptor_.non_blocking(true, error);
    while (!error) {
        tcp::socket socket(io_);
        acceptor_.accept(socket, error);
        if (!error) start(std::move(socket));
    }
    acceptor_.close(error);
}

void Server::close_idle() {
    for (const State state : {State::Idle, State::Lingering}) {
        for (Connection* connection : connections_.in(state)) {
            error_code ignored;
            const bool has_sent = connection->socket.available(ignored) > 0;
            if (!has_sent || state == State::Lingering) connection->interrupt();
        }
    }
}

net::awaitable<void> Server::wait_for_signals() {
    for (;;) {
        co_await signals_.async_wait(net::use_awaitable);
        stop();
    }
}

net::awaitable<void> Server::watch_deadlines() {
    net::steady_timer timer(io_);
    for (;;) {
        timer.expires_after(kTick);
        co_await timer.async_wait(net::use_awaitable);
        const auto now = SteadyClock::now();
        connections_.interrupt_late(now);
        if (now > drained_by_) io_.stop();
    }
}

net::awaitable<void> Server::accept_connections() {
    net::steady_timer pause(io_);
    while (!stopping_) {
        error_code error;
        tcp::socket socket =
            co_await acceptor_.async_accept(net::redirect_error(net::use_awaitable, error));
        if (!error) {
            start(std::move(socket));
        } else if (!stopping_) {
            // No file left, most likely: an idle connection gives up its own.
            base::log_event(base::Level::Warning, "web.accept", {{"what", error.message()}});
            make_room();
            pause.expires_after(milliseconds(100));
            co_await pause.async_wait(net::use_awaitable);
        }
    }
}

void Server::start(tcp::socket socket) {
    if (connections_.count() >= limits_.connections && !make_room()) return;
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++open_;
    net::co_spawn(io_, converse(std::move(socket)), [this](const std::exception_ptr& failure) {
        if (failure) base::log_event(base::Level::Error, "web.connection_lost");
        if (--open_ == 0 && stopping_) io_.stop();
    });
}

// Closes the connection that would be missed least; false when all are at work.
bool Server::make_room() {
    for (const State state : {State::Idle, State::Lingering, State::Head}) {
        Connection* oldest = connections_.oldest(state);
        if (oldest == nullptr) continue;
        connections_.enter(*oldest, State::Leaving);
        oldest->interrupt();
        return true;
    }
    return false;
}

net::awaitable<void> Server::converse(tcp::socket socket) {
    Connection connection(std::move(socket));
    const Counted counted(connections_, connection);
    error_code error;
    const tcp::endpoint peer = connection.socket.remote_endpoint(error);
    if (error) co_return;
    connection.peer = peer.address().to_string();
    co_await conversations_.hold(connection);
}

}  // namespace

void serve(const Listen& listen, const Limits& limits, const Respond& respond,
           const std::function<void(unsigned short port)>& ready, const std::stop_token& stop) {
    Server server(listen, limits, respond);
    const unsigned short port = server.open();
    ready(port);
    server.run(stop);
}

}  // namespace gps::web
