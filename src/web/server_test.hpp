#pragma once

#include "web/server.hpp"

#include <chrono>
#include <future>
#include <map>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// For the tests of the server: a server on a free port of this machine, and a client that sends
// exactly the bytes it is given.
namespace gps::web {

class Served {
 public:
    explicit Served(Respond respond, Limits limits = {}, Listen listen = {})
        : respond_(std::move(respond)), limits_(limits), listen_(std::move(listen)) {
        listen_.port = 0;
        std::promise<unsigned short> opened;
        auto port = opened.get_future();
        thread_ =
            std::jthread([this, opened = std::move(opened)](const std::stop_token& stop) mutable {
                serve(
                    listen_, limits_, respond_,
                    [&opened](unsigned short chosen) { opened.set_value(chosen); }, stop);
            });
        port_ = port.get();
    }

    unsigned short port() const { return port_; }
    void stop() { thread_.request_stop(); }
    void join() { thread_.join(); }

 private:
    Respond respond_;
    Limits limits_;
    Listen listen_;
    unsigned short port_ = 0;
    std::jthread thread_;
};

struct Answer {
    int status = 0;
    std::string head = {};
    std::string body = {};

    bool says(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class Client {
 public:
    explicit Client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{.tv_sec = 8, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    Client(Client&&) = delete;
    Client& operator=(Client&&) = delete;

    // False when the server has closed already.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // The next answer; status 0 when the connection ends, or stays silent, before it is whole.
    Answer receive(bool head_only = false) {
        Answer answer;
        std::size_t end = 0;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more()) return answer;
        }
        answer.head = received_.substr(0, end + 2);
        const std::size_t length = head_only ? 0 : content_length(answer.head);
        while (received_.size() < end + 4 + length) {
            if (!read_more()) return answer;
        }
        answer.body = received_.substr(end + 4, length);
        answer.status = std::stoi(answer.head.substr(9, 3));
        received_.erase(0, end + 4 + length);
        return answer;
    }

    Answer ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }
    Answer get(std::string_view path, std::string_view headers = "") {
        return ask("GET " + std::string(path) + " HTTP/1.1\r\nHost: gps\r\n" +
                   std::string(headers) + "\r\n");
    }

    // True when the server closes the connection within eight seconds.
    bool is_closed() {
        while (read_more()) received_.clear();
        return ended_;
    }

 private:
    static std::size_t content_length(const std::string& head) {
        const std::size_t at = head.find("Content-Length: ");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
    }

    bool read_more() {
        char buffer[16384];
        const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
        ended_ = count == 0 || (count < 0 && errno == ECONNRESET);
        if (count <= 0) return false;
        received_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    std::string received_;
    bool ended_ = false;
};

// Whether somebody listens on the port.
inline bool is_open(unsigned short port) {
    try {
        const Client client(port);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

class Stopwatch {
 public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

 private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace gps::web
