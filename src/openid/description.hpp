#pragma once

#include "openid/doubt.hpp"

#include <string>
#include <string_view>

namespace gps::openid {

// What a provider says of itself (OpenID Connect Discovery).
struct Description {
    std::string authorization = {};
    std::string token = {};
    std::string user_info = {};
    std::string keys = {};
    std::string end_session = {};  // "" when signing out of it is not offered
    bool names_itself = false;     // in the address of the way back (RFC 9207)

    // Doubt::Description: it is not that of `issuer`, not whole, or sends to another origin: nobody
    // else may be given a code, nor say who came.
    static Believed<Description> read(std::string_view json, std::string_view issuer);
};

// "https://host:port", of an address.
std::string_view origin_of(std::string_view address);
// An address of http that stays on this machine.
bool is_on_loopback(std::string_view address);

}  // namespace gps::openid
