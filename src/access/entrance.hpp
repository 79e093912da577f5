#pragma once

#include "access/route.hpp"
#include "access/usecases.hpp"

#include <string>
#include <string_view>

// What every way of signing in does at the door.
namespace gps::access {

// Where a request comes from.
Origin origin(const Visit& visit);

// Lets someone in: the session's cookie, and on to what they wanted to see. The session they came
// with, if any, ends.
web::Response enter(const Visit& visit, const Opened& opened);

// A second factor was shown: the viewer's session goes on under `token`, to what they wanted to
// see.
web::Response go_on_stronger(const Visit& visit, std::string_view token);

// Lets the viewer out, and on to `path`, where `message` is told.
web::Response leave(const Visit& visit, std::string path, std::string_view message);

}  // namespace gps::access
