#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Where a request comes from. Only proxies we trust are believed when they name somebody else.
namespace gps::web {

// An IPv4 or IPv6 address; an IPv4 one is held as ::ffff:a.b.c.d, so that both forms are equal.
class Address {
 public:
    static std::optional<Address> parse(std::string_view text);
    // As above, or with a port: "192.0.2.1:443", "[2001:db8::1]:443", "[2001:db8::1]".
    static std::optional<Address> parse_with_port(std::string_view text);

    std::string text() const;
    // What one site has: an IPv4 address, or the 2^80 of an IPv6 one ("2001:db8:1::/48").
    std::string network() const;
    bool is_v4() const;
    bool begins_like(const Address& other, unsigned bits) const;
    bool operator==(const Address&) const = default;

 private:
    std::array<std::uint8_t, 16> bytes_ = {};
};

class TrustedProxies {
 public:
    // Addresses and networks ("10.0.0.0/8", "fd00::/8"). Throws std::invalid_argument when one is
    // malformed.
    explicit TrustedProxies(const std::vector<std::string>& proxies);

    // The network of the peer, unless it is trusted: then of the right-most address of
    // X-Forwarded-For which is not (the left-most one when all are). The peer's again when the
    // header is absent or malformed.
    std::string source(std::string_view peer, std::string_view forwarded_for) const;

 private:
    struct Network {
        Address address = {};
        unsigned bits = 128;
    };

    static Network parse_network(const std::string& text);
    bool trusts(const Address& address) const;

    std::vector<Network> networks_;
};

}  // namespace gps::web
