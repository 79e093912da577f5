#include "web/source.hpp"

#include "web/fields.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>

namespace gps::web {
namespace {

constexpr int kSiteBits = 48;  // what a site is given at most (RIPE-690)
constexpr std::array<std::uint8_t, 12> kV4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
    if (text.size() > INET6_ADDRSTRLEN) return std::nullopt;
    const std::string terminated(text);
    Address address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes_.data()) == 1) return address;
    std::copy(kV4Prefix.begin(), kV4Prefix.end(), address.bytes_.begin());
    if (inet_pton(AF_INET, terminated.c_str(), &address.bytes_[kV4Prefix.size()]) == 1)
        return address;
    return std::nullopt;
}

std::optional<Address> Address::parse_with_port(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view after = text.substr(end + 1);
        if (!after.empty() && !(after.starts_with(':') && is_port(after.substr(1))))
            return std::nullopt;
        return parse(text.substr(1, end - 1));
    }
    const std::size_t colon = text.find(':');
    const bool one_colon = colon != std::string_view::npos && colon == text.rfind(':');
    if (!one_colon) return parse(text);
    if (!is_port(text.substr(colon + 1))) return std::nullopt;
    return parse(text.substr(0, colon));
}

bool Address::is_v4() const {
    return std::equal(kV4Prefix.begin(), kV4Prefix.end(), bytes_.begin());
}

std::string Address::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const int family = is_v4() ? AF_INET : AF_INET6;
    const std::size_t start = is_v4() ? kV4Prefix.size() : 0;
    inet_ntop(family, &bytes_[start], buffer.data(), buffer.size());
    return buffer.data();
}

std::string Address::network() const {
    if (is_v4()) return text();
    Address first = *this;
    std::fill(first.bytes_.begin() + kSiteBits / 8, first.bytes_.end(), 0);
    return first.text() + "/" + std::to_string(kSiteBits);
}

bool Address::begins_like(const Address& other, unsigned bits) const {
    const std::size_t whole = bits / 8;
    if (!std::equal(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(whole),
                    other.bytes_.begin()))
        return false;
    const unsigned left = bits % 8;
    if (left == 0) return true;
    return (bytes_[whole] >> (8 - left)) == (other.bytes_[whole] >> (8 - left));
}

TrustedProxies::Network TrustedProxies::parse_network(const std::string& text) {
    const std::size_t slash = text.find('/');
    const auto address = Address::parse(std::string_view(text).substr(0, slash));
    if (!address) throw std::invalid_argument("trusted proxy " + text + " is no address");
    if (slash == std::string::npos) return {.address = *address};
    const unsigned most = address->is_v4() ? 32 : 128;
    unsigned bits = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, bits);
    if (error != std::errc{} || stopped != end || bits > most)
        throw std::invalid_argument("trusted proxy " + text + " is no network");
    return {.address = *address, .bits = 128 - most + bits};
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& proxies) {
    networks_.reserve(proxies.size());
    for (const std::string& proxy : proxies) networks_.push_back(parse_network(proxy));
}

bool TrustedProxies::trusts(const Address& address) const {
    return std::any_of(networks_.begin(), networks_.end(), [&address](const Network& network) {
        return address.begins_like(network.address, network.bits);
    });
}

std::string TrustedProxies::source(std::string_view peer, std::string_view forwarded_for) const {
    const std::optional<Address> from = Address::parse(peer);
    if (!from) return std::string(peer);
    Address source = *from;
    std::string_view rest = trimmed(forwarded_for);
    while (trusts(source) && !rest.empty()) {
        const std::size_t comma = rest.rfind(',');
        const bool last = comma == std::string_view::npos;
        const auto named = Address::parse_with_port(trimmed(last ? rest : rest.substr(comma + 1)));
        if (!named) return from->network();
        source = *named;
        rest = last ? std::string_view{} : rest.substr(0, comma);
    }
    return source.network();
}

}  // namespace gps::web
