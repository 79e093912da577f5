#pragma once

#include "web/http.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace gps::web {

// What one client, and all together, may take. Sizes in bytes, times in seconds.
struct Limits {
    std::size_t header = std::size_t{16} * 1024;  // more: 431
    std::size_t body = std::size_t{1024} * 1024;  // more: 413
    unsigned header_s = 10;                       // slower: 408, closed
    unsigned body_s = 30;
    unsigned idle_s = 15;
    unsigned write_s = 30;
    // A body, or an answer, moves `pace` bytes every pace_s, or its connection is closed.
    unsigned pace_s = 8;
    std::size_t pace = 2048;
    unsigned drain_s = 10;  // after SIGTERM: time given to requests under way
    // More: the connection idle for longest is closed, or else the one whose header is slowest.
    std::size_t connections = 4096;
    std::size_t queue = 1024;  // requests waiting for a worker; more: 503, Retry-After
    std::size_t bodies = std::size_t{128} * 1024 * 1024;  // bodies being read, together; more: 503
    unsigned workers = 16;                                // threads that run handlers
};

struct Listen {
    std::string address = "127.0.0.1";
    unsigned short port = 8000;
    // Addresses or networks ("10.0.0.0/8") whose X-Forwarded-For is believed.
    std::vector<std::string> trusted_proxies = {};
    // The names the service answers to, without port; another Host is refused. Empty: any name.
    std::vector<std::string> hosts = {};
    // The public address is https: browsers are told to stay there.
    bool https = false;
    // The origin of the site that our forms may lead to, https://name: that of sign-in. Or "".
    std::string forms_lead_to = {};
    // SO_REUSEPORT: the next version opens the port while this one drains.
    bool shared_port = false;
};

// Makes the answer to one request, in a worker thread; several run at once. What it throws is
// answered by the plain failure page and logged by its request id.
using Respond = std::function<Response(const Request&)>;

// Serves until SIGTERM, SIGINT or `stop`, then lets the requests under way end; a second signal
// cuts their connections (a handler that runs is waited for). `ready` is called once the port is
// open, with the port chosen (when 0 was asked). Throws std::runtime_error when the port cannot be
// opened.
void serve(const Listen& listen, const Limits& limits, const Respond& respond,
           const std::function<void(unsigned short port)>& ready, const std::stop_token& stop = {});

}  // namespace gps::web
