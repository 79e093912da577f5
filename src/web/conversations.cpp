#include "web/conversations.hpp"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace gps::web {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using std::chrono::seconds;

// GCC 12 compiles a co_await inside a condition wrongly: here each stands in a statement of its
// own.

using Body = http::basic_string_body<char, std::char_traits<char>, WipingAllocator<char>>;
using Parser = http::request_parser<Body>;

// What becomes of a request while it is read: kAccepted, the status to refuse it with, or:
constexpr int kGone = -1;
constexpr int kIncomplete = -2;

constexpr seconds kLinger{2};
constexpr std::size_t kMostLingering = 16UL * 1024 * 1024;
constexpr std::size_t kLongestChunkLine = 16UL * 1024;
constexpr std::size_t kIdleBuffer = 8UL * 1024;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

std::string_view bytes(const Inbox& buffer) {
    return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

Head head_of(const Parser& parser) {
    const auto& message = parser.get();
    Head head{.method = view(message.method_string()),
              .target = view(message.target()),
              .http_1_0 = message.version() == 10};
    for (const auto& field : message) {
        head.fields.emplace_back(view(field.name_string()), view(field.value()));
    }
    return head;
}

int status_of(const error_code& error) {
    if (error == http::error::body_limit) return 413;
    if (error == http::error::header_limit) return 431;
    return 400;
}

// Part of the memory that bodies may take together.
class Share {
 public:
    Share(std::size_t& total, std::size_t size) : total_(total), size_(size) { total_ += size_; }
    ~Share() { total_ -= size_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    Share(Share&&) = delete;
    Share& operator=(Share&&) = delete;

 private:
    std::size_t& total_;
    std::size_t size_;
};

net::awaitable<bool> transmit(Connection& connection, std::string_view head, std::string_view body,
                              const Limits& limits) {
    Pace pace(seconds(limits.write_s), seconds(limits.pace_s), limits.pace);
    while (!head.empty() || !body.empty()) {
        const std::size_t count = co_await connection.write_some(head, body, pace.deadline());
        if (count == 0) co_return false;
        pace.moved(count);
        const std::size_t of_head = std::min(count, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(count - of_head);
    }
    co_return true;
}

int parse_head(Connection& connection, Parser& parser, std::size_t length) {
    error_code error;
    parser.put(net::buffer(connection.in.cdata(), length), error);
    if (error == http::error::bad_version && asks_other_version(bytes(connection.in))) return 505;
    if (error) return status_of(error);
    connection.in.consume(length);
    return kAccepted;
}

net::awaitable<int> read_head(Connection& connection, Parser& parser, const Limits& limits) {
    const auto until = SteadyClock::now() + seconds(limits.header_s);
    parser.header_limit(static_cast<std::uint32_t>(limits.header + 1));
    parser.body_limit(limits.body);
    // Some clients end a body with one line too many.
    if (bytes(connection.in).starts_with("\r\n")) connection.in.consume(2);
    HeadScan scan;
    for (std::size_t seen = 0;;) {
        scan = scan_head(bytes(connection.in), seen);
        if (scan.bad) co_return 400;
        seen = connection.in.size();
        if ((scan.end == 0 ? seen : scan.end) > limits.header) co_return 431;
        if (scan.end != 0) break;
        const std::size_t count = co_await connection.read_some(until);
        if (count == 0) co_return connection.timed_out ? 408 : kGone;
    }
    co_return parse_head(connection, parser, scan.end);
}

// The memory a body is going to take: what it announces, or all it may.
std::size_t body_share(const Parser& parser, const Intake& intake, const Limits& limits) {
    if (intake.refused != kAccepted || !intake.has_body) return 0;
    return parser.content_length() ? static_cast<std::size_t>(*parser.content_length())
                                   : limits.body;
}

int parse_body(Connection& connection, Parser& parser) {
    error_code error;
    while (connection.in.size() > 0 && !error && !parser.is_done()) {
        connection.in.consume(parser.put(connection.in.data(), error));
    }
    if (parser.is_done()) return kAccepted;
    if (error && error != http::error::need_more) return status_of(error);
    return connection.in.size() > kLongestChunkLine ? 400 : kIncomplete;
}

net::awaitable<int> read_body(Connection& connection, Parser& parser, const Intake& intake,
                              const Limits& limits) {
    if (!intake.has_body) co_return kAccepted;
    if (intake.expects_continue && connection.in.size() == 0) {
        const bool sent =
            co_await transmit(connection, "HTTP/1.1 100 Continue\r\n\r\n", {}, limits);
        if (!sent) co_return kGone;
    }
    Pace pace(seconds(limits.body_s), seconds(limits.pace_s), limits.pace);
    parser.eager(true);
    for (;;) {
        const int parsed = parse_body(connection, parser);
        if (parsed != kIncomplete) co_return parsed;
        const std::size_t count = co_await connection.read_some(pace.deadline());
        if (count == 0) co_return connection.timed_out ? 408 : kGone;
        pace.moved(count);
    }
}

}  // namespace

Conversations::Conversations(Connections& connections, const Listen& listen, const Limits& limits,
                             const Respond& respond)
    : connections_(connections),
      listen_(listen),
      limits_(limits),
      proxies_(listen.trusted_proxies),
      answers_(respond, listen.https, listen.forms_lead_to) {
    workers_.emplace(limits.workers);
}

void Conversations::end_workers() {
    if (!workers_) return;
    workers_->stop();
    workers_->join();
    workers_.reset();
}

net::awaitable<void> Conversations::hold(Connection& connection) {
    bool goes_on = true;
    while (goes_on) {
        goes_on = co_await request_begins(connection);
        if (goes_on) goes_on = co_await exchange(connection);
    }
}

// Waits for the first byte of a request, unless it came with the one before.
net::awaitable<bool> Conversations::request_begins(Connection& connection) {
    if (connection.in.size() > 0) co_return true;
    if (connection.in.capacity() > kIdleBuffer) connection.in.shrink_to_fit();
    connections_.enter(connection, State::Idle);
    const auto patience = concluding_ ? seconds(1) : seconds(limits_.idle_s);
    const std::size_t count = co_await connection.read_some(SteadyClock::now() + patience);
    co_return count > 0;
}

// One request and its answer; false when the connection ends with it.
net::awaitable<bool> Conversations::exchange(Connection& connection) {
    connections_.enter(connection, State::Head);
    Parser parser;
    Intake intake;
    intake.refused = co_await read_head(connection, parser, limits_);
    if (intake.refused == kAccepted) intake = take_in(head_of(parser), listen_.hosts);
    if (intake.refused == kGone) co_return false;
    intake.request.id = fresh_request_id();
    connections_.enter(connection, State::Busy);
    const std::size_t size = body_share(parser, intake, limits_);
    const Share share(body_bytes_, size);
    if (size > 0 && body_bytes_ > limits_.bodies) intake.refused = 503;
    if (intake.refused == kAccepted)
        intake.refused = co_await read_body(connection, parser, intake, limits_);
    if (intake.refused != kAccepted) {
        if (intake.refused != kGone) co_await refuse(connection, intake.refused, intake);
        co_return false;
    }
    if (intake.has_body) connection.forget();
    intake.request.source =
        proxies_.source(connection.peer, intake.request.header("x-forwarded-for"));
    const Wire wire = co_await answer(connection, intake, parser.get().body());
    co_return co_await send(connection, wire, intake.keep_alive && !concluding_);
}

// One hop to a worker and one back. 503 when too many requests wait for a worker already.
net::awaitable<Wire> Conversations::answer(Connection& connection, Intake& intake,
                                           std::string_view body) {
    if (waiting_ >= limits_.queue)
        co_return answers_.refuse(503, intake.request.id, intake.asked.head_only);
    ++waiting_;
    // `intake` and `body` belong to the coroutine that is suspended here until the worker is done.
    co_return co_await net::async_initiate<const net::use_awaitable_t<>&, void(Wire)>(
        [this, io = connection.socket.get_executor(), &intake, body](auto resume) {
            net::post(*workers_, [this, io, &intake, body, resume = std::move(resume)]() mutable {
                --waiting_;
                Wire wire = answers_.answer(intake, body);
                net::post(io, [resume = std::move(resume), wire = std::move(wire)]() mutable {
                    std::move(resume)(std::move(wire));
                });
            });
        },
        net::use_awaitable);
}

net::awaitable<bool> Conversations::send(Connection& connection, const Wire& wire,
                                         bool keep_alive) {
    const std::string head = wire.head + (keep_alive ? "\r\n" : "Connection: close\r\n\r\n");
    const bool sent = co_await transmit(connection, head, wire.body, limits_);
    co_return sent&& keep_alive;
}

// Answers what cannot be served, and reads on for a while: a client that is still sending would
// otherwise see its connection reset before it reads why.
net::awaitable<void> Conversations::refuse(Connection& connection, int status,
                                           const Intake& intake) {
    const Wire wire = answers_.refuse(status, intake.request.id, intake.asked.head_only);
    co_await send(connection, wire, false);
    error_code error;
    connection.socket.shutdown(tcp::socket::shutdown_send, error);
    if (error) co_return;
    connections_.enter(connection, State::Lingering);
    const auto until = SteadyClock::now() + kLinger;
    std::size_t thrown_away = 0;
    while (thrown_away < kMostLingering) {
        connection.in.consume(connection.in.size());
        const std::size_t count = co_await connection.read_some(until);
        if (count == 0) co_return;
        thrown_away += count;
    }
}

}  // namespace gps::web
