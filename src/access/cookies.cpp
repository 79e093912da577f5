#include "access/cookies.hpp"

#include <fmt/format.h>

namespace gps::access {
namespace {

constexpr std::string_view kList = "/suivis";
constexpr std::size_t kLongestValue = 3500;  // browsers keep 4096 bytes, with name and attributes

std::string_view name(Cookie which) {
    switch (which) {
        case Cookie::Session:
            return "gps_session";
        case Cookie::Browser:
            return "gps_navigateur";
        case Cookie::Flash:
            return "gps_message";
        case Cookie::Return:
            return "gps_retour";
    }
    __builtin_unreachable();
}

// Seconds; 0: until the browser closes.
int life(Cookie which) {
    switch (which) {
        case Cookie::Session:
        case Cookie::Browser:
            return 0;
        case Cookie::Flash:
            return 60;
        case Cookie::Return:
            return 900;
    }
    __builtin_unreachable();
}

std::string full_name(const House& house, Cookie which) {
    return fmt::format("{}{}", house.is_https ? "__Host-" : "", name(which));
}

void write(const House& house, web::Response& response, Cookie which, std::string_view value,
           int max_age) {
    auto line =
        fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", full_name(house, which), value);
    if (house.is_https) line += "; Secure";
    if (max_age != 0) line += fmt::format("; Max-Age={}", max_age);
    response.set("Set-Cookie", line);
}

}  // namespace

std::string cookie(const House& house, const web::Request& request, Cookie which) {
    return request.cookie(full_name(house, which)).value_or("");
}

void set_cookie(const House& house, web::Response& response, Cookie which, std::string_view value) {
    // An address is whatever was asked for: a ";" in it would add an attribute of its own.
    const bool is_whole =
        value.size() <= kLongestValue && value.find_first_of(";,\"\\ ") == std::string_view::npos;
    write(house, response, which, which == Cookie::Return && !is_whole ? kList : value,
          life(which));
}

void clear_cookie(const House& house, web::Response& response, Cookie which) {
    write(house, response, which, "", -1);
}

std::string way_back(std::string_view wanted) {
    const bool is_here =
        wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.starts_with("/\\");
    return is_here ? std::string(wanted) : std::string(kList);
}

}  // namespace gps::access
