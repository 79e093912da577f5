#include "web/intake.hpp"

#include "base/utf8.hpp"
#include "web/fields.hpp"
#include "web/forms.hpp"

#include <algorithm>
#include <array>

namespace gps::web {
namespace {

// Methods that HTTP knows and no page has.
constexpr std::array<std::string_view, 6> kOtherMethods = {"PUT",   "DELETE",  "OPTIONS",
                                                           "PATCH", "CONNECT", "TRACE"};

// Fields in which two values would be two meanings.
constexpr std::array<std::string_view, 7> kSingle = {
    "host",   "content-length", "transfer-encoding", "content-type",
    "origin", "expect",         "authorization"};

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int take_method(std::string_view method, Intake& intake) {
    intake.asked.head_only = method == "HEAD";
    intake.request.method = method == "POST" ? Method::Post : Method::Get;
    if (method == "GET" || method == "HEAD" || method == "POST") return kAccepted;
    return std::find(kOtherMethods.begin(), kOtherMethods.end(), method) != kOtherMethods.end()
               ? 405
               : 501;
}

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = path.find('/', 1);
        const std::string_view segment =
            path.substr(1, end == std::string_view::npos ? end : end - 1);
        if (segment == "." || segment == "..") return true;
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    return false;
}

// An encoded "/" would give a path other segments once decoded; "//name" at its start would send a
// browser that is redirected there to another site.
bool is_plain_path(std::string_view encoded, std::string_view decoded) {
    return encoded.find("%2F") == std::string_view::npos &&
           encoded.find("%2f") == std::string_view::npos && !decoded.starts_with("//") &&
           decoded.find('\\') == std::string_view::npos &&
           std::none_of(decoded.begin(), decoded.end(), is_control) && base::is_utf8(decoded) &&
           !has_dot_segment(decoded);
}

int take_target(std::string_view target, Request& request) {
    const bool printable = std::all_of(target.begin(), target.end(),
                                       [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
    if (!target.starts_with('/') || !printable) return 400;
    const std::size_t mark = target.find('?');
    const std::string_view encoded = target.substr(0, mark);
    auto path = percent_decoded(encoded);
    if (!path || !is_plain_path(encoded, *path)) return 400;
    if (mark != std::string_view::npos) {
        auto query = parse_urlencoded(target.substr(mark + 1));
        if (!query) return 400;
        request.query = std::move(*query);
    }
    request.path = std::move(*path);
    request.target = target;
    return kAccepted;
}

// Fields that stand twice are joined, but those of kSingle.
int take_fields(const Head& head, Request& request) {
    if (head.fields.size() > kMostHeaders) return 431;
    for (const auto& [name, value] : head.fields) {
        if (!is_token(name) || !is_field_value(value)) return 400;
        const auto [place, inserted] = request.headers.emplace(lower_case(name), value);
        if (inserted) continue;
        if (std::find(kSingle.begin(), kSingle.end(), place->first) != kSingle.end()) return 400;
        place->second += place->first == "cookie" ? "; " : ", ";
        place->second += value;
    }
    return kAccepted;
}

// A name or an address, with a port or not; its name is put in `name`.
bool split_host(std::string_view host, std::string_view& name) {
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    name = host.substr(0, colon);
    if (colon != std::string_view::npos && !is_digits(host.substr(colon + 1))) return false;
    const bool bracketed = name.starts_with('[');
    const std::string_view bare =
        bracketed && name.ends_with(']') ? name.substr(1, name.size() - 2) : name;
    const std::string_view marks = bracketed ? ":." : "-._";
    return !bare.empty() && std::all_of(bare.begin(), bare.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
}

int check_host(const Head& head, const Request& request, const std::vector<std::string>& hosts) {
    const bool absent = !request.headers.contains("host");
    if (absent && head.http_1_0 && hosts.empty()) return kAccepted;
    std::string_view name;
    if (absent || !split_host(request.header("host"), name)) return 400;
    const bool ours =
        hosts.empty() || std::any_of(hosts.begin(), hosts.end(), [name](const std::string& host) {
            return same_letters(host, name);
        });
    return ours ? kAccepted : 421;
}

int check_framing(const Head& head, Intake& intake) {
    const Request& request = intake.request;
    const bool coded = request.headers.contains("transfer-encoding");
    const bool sized = request.headers.contains("content-length");
    if (coded && (sized || head.http_1_0)) return 400;
    if (coded && !same_letters(request.header("transfer-encoding"), "chunked")) return 501;
    const std::string_view length = request.header("content-length");
    if (sized && !is_digits(length)) return 400;
    intake.has_body = coded || length.find_first_not_of('0') != std::string_view::npos;
    return intake.has_body && request.method == Method::Get ? 400 : kAccepted;
}

int check_body_type(const Intake& intake) {
    if (!intake.has_body) return kAccepted;
    const std::string_view type = intake.request.header("content-type");
    const std::string_view media = trimmed(type.substr(0, type.find(';')));
    return same_letters(media, "application/x-www-form-urlencoded") ? kAccepted : 415;
}

int take_expectation(const Head& head, Intake& intake) {
    const std::string_view expected = intake.request.header("expect");
    if (expected.empty() || head.http_1_0) return kAccepted;
    intake.expects_continue = same_letters(expected, "100-continue");
    return intake.expects_continue ? kAccepted : 417;
}

int first_refusal(const Head& head, const std::vector<std::string>& hosts, Intake& intake) {
    if (const int refused = take_fields(head, intake.request)) return refused;
    if (const int refused = take_method(head.method, intake)) return refused;
    if (const int refused = take_target(head.target, intake.request)) return refused;
    if (const int refused = check_host(head, intake.request, hosts)) return refused;
    if (const int refused = check_framing(head, intake)) return refused;
    if (const int refused = check_body_type(intake)) return refused;
    return take_expectation(head, intake);
}

// Whether the control character at `i` stands where none may: a line that ends without both CR and
// LF, or that goes on after them.
bool is_bad_control(std::string_view bytes, std::size_t i) {
    const std::string_view next = bytes.substr(i + 1, 1);
    if (bytes[i] == '\r') return !next.empty() && next != "\n";
    if (bytes[i] != '\n') return true;
    return i == 0 || bytes[i - 1] != '\r' || next == " " || next == "\t";
}

}  // namespace

HeadScan scan_head(std::string_view bytes, std::size_t seen) {
    // Three bytes back, so that an end cut by two reads is seen.
    for (std::size_t i = seen < 3 ? 0 : seen - 3; i < bytes.size(); ++i) {
        if (!is_control(bytes[i]) || bytes[i] == '\t') continue;
        if (is_bad_control(bytes, i)) return {.bad = true};
        if (bytes[i] == '\n' && bytes.substr(i + 1).starts_with("\r\n")) return {.end = i + 3};
    }
    return {};
}

bool asks_other_version(std::string_view head) {
    const std::string_view line = head.substr(0, head.find('\r'));
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos) return false;
    std::string_view version = line.substr(space + 1);
    if (!version.starts_with("HTTP/")) return false;
    version.remove_prefix(5);
    const std::size_t dot = version.find('.');
    const bool whole = is_digits(version.substr(0, dot)) &&
                       (dot == std::string_view::npos || is_digits(version.substr(dot + 1)));
    return whole && version != "1.0" && version != "1.1";
}

Intake take_in(const Head& head, const std::vector<std::string>& hosts) {
    Intake intake;
    intake.refused = first_refusal(head, hosts, intake);
    if (intake.refused != kAccepted) return intake;
    const Request& request = intake.request;
    intake.asked.gzip = accepts_gzip(request.header("accept-encoding"));
    intake.keep_alive = !head.http_1_0 && !lists(request.header("connection"), "close");
    return intake;
}

}  // namespace gps::web
