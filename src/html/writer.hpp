#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace gps::html {

// A number to print as digits. Not bool nor char: printing those as numbers is a mistake.
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

// Collects a page. text() and url() escape; markup() takes only literals written by a template.
// Templates (*.html, compiled by tools/htmlc) are the only callers of markup().
class Writer {
 public:
    // Text and quoted attributes.
    void text(std::string_view value);
    void text(Number auto value) { out_ += std::to_string(value); }
    // A whole URL or the beginning of one (href, src, action): refuses (writes "#" instead of)
    // anything but a path of this site, http, https, mailto and tel. Escapes as text() does.
    void url(std::string_view value);
    // A value inside the query or a segment of a URL: percent-encoded.
    void url_part(std::string_view value);
    void url_part(Number auto value) { out_ += std::to_string(value); }
    template <std::size_t N>
    void markup(const char (&literal)[N]) {
        out_.append(literal, N - 1);
    }

    std::string take() { return std::exchange(out_, {}); }

 private:
    std::string out_;
};

}  // namespace gps::html
