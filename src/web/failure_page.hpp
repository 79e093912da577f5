#pragma once

#include "web/http.hpp"

#include <string_view>

namespace gps::web {

// The plain French page of a request that could not be understood, or that failed: it needs no
// style sheet, no script, no session and no database. `incident` is what the log calls the request.
Response failure_page(int status, std::string_view incident);

}  // namespace gps::web
