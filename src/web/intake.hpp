#pragma once

#include "web/http.hpp"
#include "web/wire.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What is believed of a request before anybody reads it. Two servers that disagree about where a
// request ends can be played against each other (request smuggling), so whatever RFC 9112 lets a
// server refuse is refused here, on top of what the HTTP parser refuses.
namespace gps::web {

constexpr std::size_t kMostHeaders = 100;
constexpr int kAccepted = 0;  // where a refusal would be the status of its answer

struct HeadScan {
    bool bad = false;     // a bare CR or LF, a control character, a folded line
    std::size_t end = 0;  // just after the empty line; 0 while it has not come
};

// Looks at the bytes of a head as they come; those before `seen` were looked at already.
HeadScan scan_head(std::string_view bytes, std::size_t seen);

// True when the request line ends with a version of HTTP that is neither 1.0 nor 1.1.
bool asks_other_version(std::string_view head);

// A head as the parser read it.
struct Head {
    std::string_view method = {};
    std::string_view target = {};
    bool http_1_0 = false;
    std::vector<std::pair<std::string_view, std::string_view>> fields = {};
};

struct Intake {
    int refused = kAccepted;  // or the status to refuse with; accepted, the rest is filled in
    Request request = {};
    Asked asked = {};
    bool keep_alive = false;
    bool has_body = false;
    bool expects_continue = false;
};

// `hosts`: the names served, any when empty. The request's source and id are left to the caller.
Intake take_in(const Head& head, const std::vector<std::string>& hosts);

}  // namespace gps::web
