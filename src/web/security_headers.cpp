#include "web/security_headers.hpp"

#include <array>

namespace gps::web {
namespace {

struct Header {
    std::string_view name = {};
    std::string_view value = {};
};

constexpr std::string_view kPolicy = "Content-Security-Policy";

constexpr std::array kHeaders = {
    // Not "no-referrer": with it browsers post our own forms with "Origin: null", and the check
    // against forged requests reads Origin.
    Header{"Referrer-Policy", "same-origin"},
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"X-Frame-Options", "DENY"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
    Header{"Cross-Origin-Resource-Policy", "same-origin"},
    Header{"Cross-Origin-Embedder-Policy", "require-corp"},
    Header{"Permissions-Policy",
           "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
           "encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
           "midi=(), payment=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"},
    Header{"Cache-Control", "no-store"},
};

// Two years, as the preload list asks.
constexpr Header kHsts{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"};

void add_missing(Response& response, const Header& header) {
    if (response.has(header.name)) return;
    response.headers.emplace_back(header.name, header.value);
}

// Browsers hold the redirection that answers a form to "form-action" too.
std::string policy(std::string_view forms_lead_to) {
    std::string text =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "font-src 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; "
        "manifest-src 'self'; require-trusted-types-for 'script'; form-action 'self'";
    if (!forms_lead_to.empty()) text.append(" ").append(forms_lead_to);
    return text;
}

}  // namespace

void secure(Response& response, bool https, std::string_view forms_lead_to) {
    response.headers.reserve(response.headers.size() + kHeaders.size() + 2);
    if (!response.has(kPolicy)) response.headers.emplace_back(kPolicy, policy(forms_lead_to));
    for (const Header& header : kHeaders) add_missing(response, header);
    if (https) add_missing(response, kHsts);
}

}  // namespace gps::web
