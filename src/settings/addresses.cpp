#include "settings/addresses.hpp"

#include "web/fields.hpp"

#include <algorithm>
#include <charconv>

namespace gps::settings {
namespace {

constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
constexpr std::string_view kMark = "://";
constexpr std::string_view kIpv6Characters = "0123456789abcdefABCDEF:.";

bool is_made_of(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

std::optional<unsigned short> port_of(std::string_view text) {
    unsigned short port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return port;
}

}  // namespace

std::optional<HostAndPort> host_and_port(std::string_view text) {
    HostAndPort found;
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        found.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
        if (!is_made_of(found.host, kIpv6Characters)) return std::nullopt;
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        found.host = text.substr(0, colon);
        rest = text.substr(colon);
        if (!is_made_of(found.host, kNameCharacters)) return std::nullopt;
    }
    if (rest.empty()) return found;
    found.port = port_of(rest.substr(1));
    if (rest.front() != ':' || !found.port) return std::nullopt;
    return found;
}

std::optional<Url> bare_url(std::string_view text) {
    const auto mark = text.find(kMark);
    if (mark == std::string_view::npos || mark == 0) return std::nullopt;
    auto behind = text.substr(mark + kMark.size());
    if (behind.ends_with('/')) behind.remove_suffix(1);
    const auto authority = host_and_port(behind);
    if (!authority) return std::nullopt;
    const bool bracketed = behind.starts_with('[');
    return Url{.scheme = web::lower_case(text.substr(0, mark)),
               .authority = *authority,
               .host_as_sent = bracketed ? "[" + authority->host + "]" : authority->host};
}

bool is_loopback(std::string_view host) {
    const bool is_ipv4 = is_made_of(host, "0123456789.");
    return host == "localhost" || host == "::1" || (is_ipv4 && host.starts_with("127."));
}

namespace {

// Of "name=value&name=value"; "" when it is not there.
std::string_view parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto one = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(one.size() + 1, query.size()));
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return one.substr(name.size() + 1);
    }
    return {};
}

// A socket has the path of a folder, written as it is or by its codes.
bool stays_here(std::string_view host) {
    if (host.empty() || host.starts_with('/') || host.starts_with("%2F") || host.starts_with("%2f"))
        return true;
    const auto read = host_and_port(host);
    return is_loopback(read ? std::string_view(read->host) : host);
}

bool all_stay_here(std::string_view hosts) {
    while (true) {
        const auto comma = hosts.find(',');
        if (!stays_here(hosts.substr(0, comma))) return false;
        if (comma == std::string_view::npos) return true;
        hosts.remove_prefix(comma + 1);
    }
}

}  // namespace

bool is_unprotected(std::string_view postgres_url) {
    const auto mark = postgres_url.find(kMark);
    if (mark == std::string_view::npos) return false;
    const auto behind = postgres_url.substr(mark + kMark.size());
    const auto question = behind.find('?');
    const auto query =
        question == std::string_view::npos ? std::string_view() : behind.substr(question + 1);
    auto authority = behind.substr(0, behind.find_first_of("/?"));
    if (const auto at = authority.rfind('@'); at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    if (all_stay_here(authority) && all_stay_here(parameter(query, "host")) &&
        all_stay_here(parameter(query, "hostaddr")))
        return false;
    const auto mode = parameter(query, "sslmode");
    return mode != "verify-full" && mode != "verify-ca" && mode != "disable";
}

}  // namespace gps::settings
