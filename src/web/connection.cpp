#include "web/connection.hpp"

namespace gps::web {
namespace {

namespace net = boost::asio;
using boost::system::error_code;

constexpr std::size_t kReadSize = 4096;

}  // namespace

net::awaitable<std::size_t> Connection::read_some(SteadyClock::time_point until) {
    deadline = until;
    timed_out = false;
    error_code error;
    const std::size_t count = co_await socket.async_read_some(
        in.prepare(kReadSize), net::redirect_error(net::use_awaitable, error));
    deadline = SteadyClock::time_point::max();
    if (error) co_return 0;
    timed_out = false;
    in.commit(count);
    co_return count;
}

net::awaitable<std::size_t> Connection::write_some(std::string_view head, std::string_view body,
                                                   SteadyClock::time_point until) {
    deadline = until;
    timed_out = false;
    error_code error;
    const std::array<net::const_buffer, 2> buffers = {net::buffer(head), net::buffer(body)};
    const std::size_t count =
        co_await socket.async_write_some(buffers, net::redirect_error(net::use_awaitable, error));
    deadline = SteadyClock::time_point::max();
    co_return error ? 0 : count;
}

void Connection::forget() {
    const auto to_come = in.size();
    Inbox rest;
    if (to_come > 0) {
        const auto room = rest.prepare(to_come);
        boost::asio::buffer_copy(room, in.cdata());
        rest.commit(to_come);
    }
    in = std::move(rest);
}

void Connection::interrupt() {
    error_code ignored;
    socket.cancel(ignored);
}

void Connections::add(Connection& connection) {
    std::list<Connection*>& list = at(connection.state);
    connection.place = list.insert(list.end(), &connection);
    ++count_;
}

void Connections::remove(Connection& connection) {
    at(connection.state).erase(connection.place);
    --count_;
}

void Connections::enter(Connection& connection, State state) {
    std::list<Connection*>& list = at(state);
    list.splice(list.end(), at(connection.state), connection.place);
    connection.state = state;
}

Connection* Connections::oldest(State state) const {
    return at(state).empty() ? nullptr : at(state).front();
}

void Connections::interrupt_late(SteadyClock::time_point now) {
    for (const std::list<Connection*>& list : lists_) {
        for (Connection* connection : list) {
            if (connection->deadline > now) continue;
            connection->timed_out = true;
            connection->interrupt();
        }
    }
}

}  // namespace gps::web
