#pragma once

#include "base/date.hpp"
#include "web/http.hpp"

#include <string>

// An answer as bytes. No library and no socket here: what goes out is decided, and tested, by text.
namespace gps::web {

struct Wire {
    // Status line and headers, without the Connection header nor the empty line: whether the
    // connection stays open is known only when it is written.
    std::string head = {};
    std::string body = {};
    int status = 0;
};

struct Asked {
    bool head_only = false;  // HEAD: the headers of GET, without the body
    bool gzip = false;       // the client takes gzip
};

// Throws std::invalid_argument when a header could break the message or belongs to the server, or
// when the status is not in 200..599: a bug of the responder, answered by a 500.
Wire to_wire(Response response, const Asked& asked, base::Instant now);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(base::Instant instant);

}  // namespace gps::web
