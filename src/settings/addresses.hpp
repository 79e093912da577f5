#pragma once

#include <optional>
#include <string>
#include <string_view>

// The addresses that settings hold, taken apart.
namespace gps::settings {

struct HostAndPort {
    std::string host = {};  // without the brackets of an IPv6 address
    std::optional<unsigned short> port = {};
};

// "127.0.0.1:8000", "[::1]:8000", "gps.example.fr". nullopt when it is none of these.
std::optional<HostAndPort> host_and_port(std::string_view text);

struct Url {
    std::string scheme = {};  // in lower case
    HostAndPort authority = {};
    std::string host_as_sent = {};  // with brackets for IPv6
};

// "https://gps.example.fr" or "smtp://host:25": a scheme, a host, a port, nothing behind but "/".
std::optional<Url> bare_url(std::string_view text);

// Whether a postgresql:// address leads out of this machine without saying how it is protected: one
// of its hosts is neither a socket nor this machine, and `sslmode` is not said, or is one that
// checks no certificate without anybody having asked for that (prefer, allow, require).
// sslmode=disable says so: for a network that encrypts by itself.
bool is_unprotected(std::string_view postgres_url);

// Whether only this machine answers to this name.
bool is_loopback(std::string_view host);

}  // namespace gps::settings
