#pragma once

#include "web/http.hpp"

#include <span>
#include <string_view>

// The style sheet, the scripts, the two fonts and the icon, embedded in the binary already
// compressed. A file's name carries the hash of its content, so browsers keep it for a year.
namespace gps::assets {

using Bytes = std::span<const char>;

struct Asset {
    std::string_view path;  // "/assets/gps.1a2b3c4d5e6f.css"
    std::string_view type;  // of its content, with the charset
    std::string_view etag;  // quoted, strong
    Bytes identity = {};
    Bytes gzip = {};    // empty when compressing saves nothing (fonts)
    Bytes brotli = {};  // the same
};

std::span<const Asset> all();
// nullptr when there is no such file.
const Asset* find(std::string_view path);

std::string_view css_path();
std::string_view js_path();
std::string_view passkeys_js_path();  // of the two pages that ask an authenticator
std::string_view icon_path();
// The two fonts of every page, for preloading.
std::string_view regular_font_path();
std::string_view bold_font_path();

// The asset at request.path, in the best coding the client accepts; 304 when the client has it;
// a plain 404 when there is none.
web::Response serve_asset(const web::Request& request);

}  // namespace gps::assets
