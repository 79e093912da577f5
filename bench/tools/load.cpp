// Sends requests to the service and times their answers.
//   bench_load --port N --requests FILE [--connections N] [--rate R] [--seconds S] [--again]
//
// FILE has a request a line, fields apart by a tab: class, method, path, cookies, body.
// With --rate, an open loop: request i is due at i / R seconds, whatever became of those before,
// and its time counts from then. Without, each connection sends the next one once it is answered.
// --again starts the file over when it ends, until --seconds are over.
//
// Prints a JSON object: what was sent, for how long, and for each class how many were answered,
// how many wrongly (neither 200 nor a 303 that leads elsewhere than to the sign-in), and the
// microseconds they took: p50, p95, p99, the longest.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Clock = std::chrono::steady_clock;
using tcp = asio::ip::tcp;

constexpr auto kSilence = std::chrono::seconds(30);

struct Options {
    unsigned short port = 0;
    std::string requests = {};
    int connections = 1;
    double rate = 0;
    double seconds = 0;
    bool again = false;
};

struct Sent {
    std::string kind = {};
    http::request<http::string_body> request = {};
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == '\t') {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::vector<Sent> read_requests(const Options& options) {
    std::vector<Sent> all;
    std::ifstream file(options.requests);
    for (std::string line; std::getline(file, line);) {
        const auto fields = fields_of(line);
        if (fields.size() != 5) throw std::runtime_error("a line has not five fields: " + line);
        Sent sent{.kind = fields[0]};
        auto& request = sent.request;
        request.method(http::string_to_verb(fields[1]));
        request.target(fields[2]);
        request.version(11);
        request.set(http::field::host, fmt::format("127.0.0.1:{}", options.port));
        request.set(http::field::cookie, fields[3]);
        if (fields[1] == "POST") {
            request.set(http::field::content_type, "application/x-www-form-urlencoded");
            request.body() = fields[4];
            request.prepare_payload();
        }
        all.push_back(std::move(sent));
    }
    if (all.empty()) throw std::runtime_error("there is no request in " + options.requests);
    return all;
}

// What was answered to the requests of one class.
struct Figures {
    std::vector<std::uint32_t> micros = {};
    std::map<std::string, int> wrong = {};

    std::uint32_t at(double share) {
        if (micros.empty()) return 0;
        const auto place = static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1));
        std::nth_element(micros.begin(), micros.begin() + static_cast<std::ptrdiff_t>(place),
                         micros.end());
        return micros[place];
    }
};

std::string wrong_of(const http::response<http::string_body>& answer) {
    const auto status = answer.result_int();
    if (status == 200) return "";
    if (status == 303 && !answer[http::field::location].starts_with("/connexion")) return "";
    return status == 303 ? "signed out" : std::to_string(status);
}

class Load {
 public:
    Load(const Options& options, const std::vector<Sent>& requests)
        : options_(options), requests_(requests), timer_(context_) {}

    void run() {
        for (int i = 0; i < options_.connections; ++i)
            lines_.push_back(std::make_unique<Line>(context_));
        for (auto& line : lines_) connect(*line);
        start_ = Clock::now();
        end_ = start_ + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(options_.seconds));
        if (options_.rate > 0) {
            for (auto& line : lines_) idle_.push_back(line.get());
            schedule();
        } else {
            for (auto& line : lines_) send_next(*line);
        }
        context_.run();
        took_ = std::chrono::duration<double>(Clock::now() - start_).count();
    }

    std::string report() {
        Figures all;
        std::string classes;
        for (auto& [kind, figures] : figures_) {
            all.micros.insert(all.micros.end(), figures.micros.begin(), figures.micros.end());
            for (const auto& [why, count] : figures.wrong) all.wrong[why] += count;
            classes +=
                fmt::format("{}\"{}\": {}", classes.empty() ? "" : ", ", kind, json(figures));
        }
        return fmt::format(
            "{{\"seconds\": {:.3f}, \"late_at_most_us\": {}, \"all\": {}, "
            "\"classes\": {{{}}}}}\n",
            took_, latest_start_, json(all), classes);
    }

 private:
    // A connection, kept open, and the request it carries.
    struct Line {
        explicit Line(asio::io_context& context) : stream(context) {}
        beast::tcp_stream stream;
        beast::flat_buffer buffer = {};
        http::response<http::string_body> answer = {};
        const Sent* sent = nullptr;
        Clock::time_point due = {};
        bool is_reopened = false;
    };

    static std::string json(Figures& figures) {
        std::string wrong;
        for (const auto& [why, count] : figures.wrong)
            wrong += fmt::format("{}\"{}\": {}", wrong.empty() ? "" : ", ", why, count);
        return fmt::format(
            "{{\"count\": {}, \"wrong\": {{{}}}, \"p50\": {}, \"p95\": {}, "
            "\"p99\": {}, \"longest\": {}}}",
            figures.micros.size(), wrong, figures.at(0.5), figures.at(0.95), figures.at(0.99),
            figures.at(1));
    }

    void connect(Line& line) const {
        line.stream.connect({asio::ip::address_v4::loopback(), options_.port});
        line.stream.socket().set_option(tcp::no_delay(true));
    }

    // The next one to send, or null when all were.
    const Sent* next() {
        if (next_ == requests_.size() && options_.again) next_ = 0;
        return next_ < requests_.size() ? &requests_[next_++] : nullptr;
    }

    [[nodiscard]] bool is_over() const { return options_.seconds > 0 && Clock::now() >= end_; }

    void schedule() {
        while (true) {
            const auto due =
                start_ + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(scheduled_ / options_.rate));
            if (options_.seconds > 0 && due >= end_) return;
            if (due > Clock::now()) {
                timer_.expires_at(due);
                timer_.async_wait([this](const beast::error_code& error) {
                    if (!error) schedule();
                });
                return;
            }
            const auto* sent = next();
            if (sent == nullptr) return;
            ++scheduled_;
            const auto late =
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - due);
            latest_start_ = std::max<std::int64_t>(latest_start_, late.count());
            waiting_.emplace_back(sent, due);
            lend_idle();
        }
    }

    void lend_idle() {
        while (!idle_.empty() && !waiting_.empty()) {
            auto& line = *idle_.front();
            idle_.pop_front();
            const auto [sent, due] = waiting_.front();
            waiting_.pop_front();
            send(line, *sent, due);
        }
    }

    void send_next(Line& line) {
        if (is_over()) return;
        if (const auto* sent = next()) send(line, *sent, Clock::now());
    }

    void send(Line& line, const Sent& sent, Clock::time_point due) {
        line.sent = &sent;
        line.due = due;
        line.is_reopened = false;
        write(line);
    }

    void write(Line& line) {
        line.stream.expires_after(kSilence);
        http::async_write(line.stream, line.sent->request,
                          [this, &line](const beast::error_code& error, std::size_t /*bytes*/) {
                              if (error) return lost(line, error);
                              read(line);
                          });
    }

    void read(Line& line) {
        line.answer = {};
        http::async_read(line.stream, line.buffer, line.answer,
                         [this, &line](const beast::error_code& error, std::size_t /*bytes*/) {
                             if (error) return lost(line, error);
                             done(line, wrong_of(line.answer));
                         });
    }

    // A connection that was closed while nobody used it is opened again, once, as a browser does.
    void lost(Line& line, const beast::error_code& error) {
        line.stream.close();
        line.buffer.clear();
        connect(line);
        const bool is_read = line.sent->request.method() == http::verb::get;
        if (is_read && !std::exchange(line.is_reopened, true)) return write(line);
        done(line, error.message());
    }

    void done(Line& line, const std::string& wrong) {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - line.due);
        auto& figures = figures_[line.sent->kind];
        figures.micros.push_back(static_cast<std::uint32_t>(took.count()));
        if (!wrong.empty()) ++figures.wrong[wrong];
        if (wrong.empty() && !line.answer.keep_alive()) {
            line.stream.close();
            line.buffer.clear();
            connect(line);
        }
        if (options_.rate > 0) {
            line.stream.expires_never();
            idle_.push_back(&line);
            lend_idle();
        } else {
            send_next(line);
        }
    }

    const Options& options_;
    const std::vector<Sent>& requests_;
    asio::io_context context_{1};
    asio::steady_timer timer_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::deque<Line*> idle_;
    std::deque<std::pair<const Sent*, Clock::time_point>> waiting_;
    std::map<std::string, Figures> figures_;
    std::size_t next_ = 0;
    double scheduled_ = 0;
    std::int64_t latest_start_ = 0;
    double took_ = 0;
    Clock::time_point start_ = {};
    Clock::time_point end_ = {};
};

}  // namespace

int main(int argc, char** argv) try {
    Options options;
    CLI::App app("Sends requests to the service and times their answers");
    app.add_option("--port", options.port)->required();
    app.add_option("--requests", options.requests)->required();
    app.add_option("--connections", options.connections)->check(CLI::Range(1, 10'000));
    app.add_option("--rate", options.rate);
    app.add_option("--seconds", options.seconds);
    app.add_flag("--again", options.again);
    CLI11_PARSE(app, argc, argv);
    const auto requests = read_requests(options);
    Load load(options, requests);
    load.run();
    std::cout << load.report();
} catch (const std::exception& failure) {
    std::fputs(failure.what(), stderr);
    return 1;
}
