#include "openid/description.hpp"

#include "openid/claims.hpp"

#include <algorithm>
#include <array>

namespace gps::openid {
namespace {

constexpr std::size_t kLongestAddress = 500;
constexpr std::array<std::string_view, 3> kLoopback{"http://127.0.0.1", "http://[::1]",
                                                    "http://localhost"};

// After "https://host:port/" nothing can change the host any more.
bool is_of_origin(std::string_view address, std::string_view origin) {
    return address.size() <= kLongestAddress && address.starts_with(origin) &&
           address.substr(origin.size()).starts_with('/') &&
           std::ranges::all_of(address, [](char c) {
               return c > ' ' && c < '\x7f' && c != '\\' && c != '#' && c != '"';
           });
}

}  // namespace

std::string_view origin_of(std::string_view address) {
    const auto host = address.find("://");
    if (host == std::string_view::npos) return {};
    return address.substr(0, address.find('/', host + 3));
}

bool is_on_loopback(std::string_view address) {
    const auto origin = origin_of(address);
    return std::ranges::any_of(kLoopback, [&](std::string_view host) {
        return origin.starts_with(host) &&
               (origin.size() == host.size() || origin[host.size()] == ':') &&
               origin.find('@') == std::string_view::npos;
    });
}

Believed<Description> Description::read(std::string_view json, std::string_view issuer) {
    const auto said = Claims::parse(json);
    if (!said || said->text("issuer") != issuer) return doubt(Doubt::Description);
    const auto origin = origin_of(issuer);
    const auto address = [&](std::string_view name) {
        const auto given = said->text(name);
        return std::string(is_of_origin(given, origin) ? given : std::string_view());
    };
    Description read{
        .authorization = address("authorization_endpoint"),
        .token = address("token_endpoint"),
        .user_info = address("userinfo_endpoint"),
        .keys = address("jwks_uri"),
        .end_session = address("end_session_endpoint"),
        .names_itself = said->is_true("authorization_response_iss_parameter_supported")};
    const bool is_whole = !read.authorization.empty() && !read.token.empty() &&
                          !read.user_info.empty() && !read.keys.empty() &&
                          said->has("end_session_endpoint") == !read.end_session.empty();
    if (!is_whole) return doubt(Doubt::Description);
    return read;
}

}  // namespace gps::openid
