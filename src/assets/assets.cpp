#include "assets/assets.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace gps::assets {
namespace {

constexpr std::string_view kPrefix = "/assets/";

const Asset& named(std::string_view stem, std::string_view extension) {
    for (const Asset& asset : all()) {
        const auto file = asset.path.substr(kPrefix.size());
        const auto dot = file.find('.');
        if (file.substr(0, dot) == stem && file.ends_with(extension)) return asset;
    }
    throw std::logic_error("an asset was not embedded: " + std::string(stem));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

std::string_view until(std::string_view text, char end) {
    return text.substr(0, text.find(end));
}

// "0", "0.0", "0.00" and "0.000" all refuse (RFC 9110, 12.4.2).
bool is_refused(std::string_view parameters) {
    const auto weight = trimmed(parameters);
    return weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

// Whether an Accept-Encoding header lists `coding`, without a weight of zero.
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto item = until(header, ',');
        header.remove_prefix(std::min(item.size() + 1, header.size()));
        const auto name = until(item, ';');
        if (trimmed(name) != coding) continue;
        const bool has_parameters = name.size() < item.size();
        return !has_parameters || !is_refused(item.substr(name.size() + 1));
    }
    return false;
}

struct Coded {
    Bytes bytes = {};
    std::string_view coding = {};  // "" for identity
};

Coded best_for(const Asset& asset, std::string_view accepted) {
    if (!asset.brotli.empty() && accepts(accepted, "br")) return {asset.brotli, "br"};
    if (!asset.gzip.empty() && accepts(accepted, "gzip")) return {asset.gzip, "gzip"};
    return {asset.identity, ""};
}

// Each coding is its own sequence of bytes, so has its own strong tag.
std::string tag_of(const Asset& asset, std::string_view coding) {
    std::string tag(asset.etag);
    if (!coding.empty()) tag.insert(tag.size() - 1, "-" + std::string(coding));
    return tag;
}

void set_common_headers(web::Response& response, std::string etag) {
    // no-transform: proxies leave the bytes, and so the tag, alone.
    response.set("Cache-Control", "public, max-age=31536000, immutable, no-transform");
    response.set("ETag", std::move(etag));
    response.set("Vary", "Accept-Encoding");
}

web::Response no_such_asset() {
    web::Response response{.status = 404, .body = "Fichier introuvable.\n"};
    response.set("Content-Type", "text/plain; charset=utf-8");
    return response;
}

}  // namespace

const Asset* find(std::string_view path) {
    const auto assets = all();
    const auto found = std::ranges::find(assets, path, &Asset::path);
    return found == assets.end() ? nullptr : &*found;
}

std::string_view css_path() {
    return named("gps", ".css").path;
}

std::string_view js_path() {
    return named("gps", ".js").path;
}

std::string_view passkeys_js_path() {
    return named("passkeys", ".js").path;
}

std::string_view icon_path() {
    return named("favicon", ".svg").path;
}

std::string_view regular_font_path() {
    return named("marianne-regular", ".woff2").path;
}

std::string_view bold_font_path() {
    return named("marianne-bold", ".woff2").path;
}

web::Response serve_asset(const web::Request& request) {
    const Asset* asset = find(request.path);
    if (asset == nullptr) return no_such_asset();
    const auto [bytes, coding] = best_for(*asset, request.header("accept-encoding"));
    auto etag = tag_of(*asset, coding);
    web::Response response;
    if (request.header("if-none-match") == etag) {
        response.status = 304;
        set_common_headers(response, std::move(etag));
        return response;
    }
    response.body.assign(bytes.begin(), bytes.end());
    response.set("Content-Type", std::string(asset->type));
    if (!coding.empty()) response.set("Content-Encoding", std::string(coding));
    set_common_headers(response, std::move(etag));
    return response;
}

}  // namespace gps::assets
