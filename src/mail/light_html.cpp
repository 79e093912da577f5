#include "mail/light_html.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gps::mail {
namespace {

constexpr std::string_view kApart = "    ";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string apart(std::string_view line) {
    const auto text = escaped(line);
    const bool is_link = line.starts_with("https://") || line.starts_with("http://");
    return is_link ? fmt::format("<a href=\"{0}\">{0}</a>", text)
                   : fmt::format("<strong>{}</strong>", text);
}

std::string in_html(std::string_view line) {
    return line.starts_with(kApart) ? apart(line.substr(kApart.size())) : escaped(line);
}

}  // namespace

std::string html_of(std::string_view subject, std::string_view body) {
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{}</title></head>"
        "<body>\n",
        escaped(subject));
    bool is_open = false;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        const auto line = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.empty()) {
            if (is_open) out += "</p>\n";
            is_open = false;
        } else {
            out += is_open ? "<br>\n" : "<p>";
            out += in_html(line);
            is_open = true;
        }
    }
    if (is_open) out += "</p>\n";
    return out + "</body></html>\n";
}

}  // namespace gps::mail
