#pragma once

#include "access/house.hpp"
#include "web/http.hpp"

#include <string>
#include <string_view>

// The cookies of the service, all HttpOnly and SameSite=Lax; Secure and __Host- over https.
namespace gps::access {

enum class Cookie {
    Session,  // 256 bits; the database holds its hash
    Browser,  // 128 bits: ties a mail code, and the forms before signing in, to one browser
    Flash,    // key of the message to show once
    Return    // where to go after signing in: a path of this site
};

std::string cookie(const House& house, const web::Request& request, Cookie which);
void set_cookie(const House& house, web::Response& response, Cookie which, std::string_view value);
void clear_cookie(const House& house, web::Response& response, Cookie which);

// Where the cookie of the way back leads: a path of this site, or one's own list.
std::string way_back(std::string_view wanted);

}  // namespace gps::access
