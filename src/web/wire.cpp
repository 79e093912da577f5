#include "web/wire.hpp"

#include "web/fields.hpp"
#include "web/gzip.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace gps::web {
namespace {

constexpr std::size_t kWorthCompressing = 1024;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr std::array<std::string_view, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Headers that nobody but this file writes.
constexpr std::array<std::string_view, 5> kOurs = {"content-length", "transfer-encoding",
                                                   "connection", "date", "keep-alive"};

struct Status {
    int code = 0;
    std::string_view reason = {};
};

constexpr std::array kReasons = {
    Status{200, "OK"},
    Status{201, "Created"},
    Status{202, "Accepted"},
    Status{204, "No Content"},
    Status{301, "Moved Permanently"},
    Status{302, "Found"},
    Status{303, "See Other"},
    Status{304, "Not Modified"},
    Status{307, "Temporary Redirect"},
    Status{308, "Permanent Redirect"},
    Status{400, "Bad Request"},
    Status{401, "Unauthorized"},
    Status{403, "Forbidden"},
    Status{404, "Not Found"},
    Status{405, "Method Not Allowed"},
    Status{408, "Request Timeout"},
    Status{409, "Conflict"},
    Status{410, "Gone"},
    Status{413, "Content Too Large"},
    Status{415, "Unsupported Media Type"},
    Status{417, "Expectation Failed"},
    Status{421, "Misdirected Request"},
    Status{422, "Unprocessable Content"},
    Status{429, "Too Many Requests"},
    Status{431, "Request Header Fields Too Large"},
    Status{500, "Internal Server Error"},
    Status{501, "Not Implemented"},
    Status{502, "Bad Gateway"},
    Status{503, "Service Unavailable"},
    Status{504, "Gateway Timeout"},
    Status{505, "HTTP Version Not Supported"},
    Status{507, "Insufficient Storage"},
};

std::string_view reason_of(int status) {
    const auto* const found = std::find_if(kReasons.begin(), kReasons.end(),
                                           [status](const Status& s) { return s.code == status; });
    return found == kReasons.end() ? std::string_view{} : found->reason;
}

void require_sendable(const Response& response) {
    if (response.status < 200 || response.status > 599) throw std::invalid_argument("status");
    for (const auto& [name, value] : response.headers) {
        if (!is_token(name) || !is_field_value(value))
            throw std::invalid_argument("a header holds control characters");
        const bool ours = std::any_of(kOurs.begin(), kOurs.end(), [&name = name](auto reserved) {
            return same_letters(name, reserved);
        });
        if (ours) throw std::invalid_argument("header " + name + " belongs to the server");
    }
}

bool is_text_type(std::string_view content_type) {
    return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
           content_type.starts_with("application/javascript") ||
           content_type.starts_with("application/manifest+json") ||
           content_type.starts_with("image/svg+xml");
}

// Whether gzip would be used for a client that takes it.
bool is_compressible(const Response& response) {
    return response.body.size() > kWorthCompressing &&
           is_text_type(response.header("content-type")) && !response.has("content-encoding") &&
           !lists(response.header("cache-control"), "no-transform");
}

void compress_if_asked(Response& response, const Asked& asked) {
    if (!is_compressible(response)) return;
    if (!lists(response.header("vary"), "accept-encoding")) response.set("Vary", "Accept-Encoding");
    if (!asked.gzip) return;
    response.body = gzip(response.body);
    response.set("Content-Encoding", "gzip");
}

}  // namespace

std::string http_date(base::Instant instant) {
    const std::int64_t seconds = instant.micros / kSecond;
    const std::int64_t days = seconds / kDay;
    const std::int64_t left = seconds % kDay;
    const base::Date date = base::Date::from_days(static_cast<std::int32_t>(days));
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(days % 7)],
        date.day(), kMonths[date.month() - 1], date.year(), left / 3600, left / 60 % 60, left % 60);
}

Wire to_wire(Response response, const Asked& asked, base::Instant now) {
    require_sendable(response);
    compress_if_asked(response, asked);
    Wire wire{.status = response.status};
    wire.head.reserve(1536);
    wire.head += fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                             reason_of(response.status), http_date(now));
    for (const auto& [name, value] : response.headers) {
        wire.head += name;
        wire.head += ": ";
        wire.head += value;
        wire.head += "\r\n";
    }
    const bool has_no_body = response.status == 204 || response.status == 304;
    if (has_no_body) return wire;
    wire.head += fmt::format("Content-Length: {}\r\n", response.body.size());
    if (!asked.head_only) wire.body = std::move(response.body);
    return wire;
}

}  // namespace gps::web
