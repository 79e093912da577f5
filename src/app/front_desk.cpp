#include "app/front_desk.hpp"

#include "app/failures.hpp"
#include "assets/assets.hpp"
#include "base/log.hpp"
#include "commands/store.hpp"

#include <fmt/format.h>

namespace gps::app {
namespace {

constexpr std::string_view kAssets = "/assets/";
constexpr std::string_view kIcon = "/favicon.ico";
constexpr std::string_view kRobots = "/robots.txt";
constexpr std::string_view kSecurity = "/.well-known/security.txt";
constexpr std::string_view kAlive = "/sante/vivant";
constexpr std::string_view kReady = "/sante";

// RFC 9116 wants a date after which the file must not be believed; less than a year away.
constexpr int kSecurityDays = 180;

web::Response text(std::string body, std::string_view type, int status = 200) {
    web::Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("Content-Type", std::string(type));
    return response;
}

web::Response plain(std::string body, int status = 200) {
    return text(std::move(body), "text/plain; charset=utf-8", status);
}

web::Response json(std::string body, int status = 200) {
    return text(std::move(body), "application/json", status);
}

// Every page behind is for professionals who sign in, and none is to be found by a search engine.
web::Response robots() {
    return plain("User-agent: *\nDisallow: /\n");
}

bool is_asset(std::string_view path) {
    return path.starts_with(kAssets);
}

}  // namespace

FrontDesk::FrontDesk(const access::House& house, std::vector<access::Route> routes)
    : house_(house), doorkeeper_(house, std::move(routes)) {}

web::Response FrontDesk::respond(const web::Request& request) {
    if (request.method == web::Method::Get) {
        const std::string_view path = request.path;
        if (is_asset(path)) return assets::serve_asset(request);
        if (path == kIcon) return web::Response::see_other(std::string(assets::icon_path()));
        if (path == kAlive) return json("{\"etat\":\"vivant\"}\n");
        if (path == kReady) return readiness();
        if (path == kRobots) return robots();
        if (path == kSecurity && !house_.contact_security.empty()) return security_txt();
    }
    try {
        return doorkeeper_.respond(request);
    } catch (const std::exception& thrown) {
        return answer_to(thrown, bare_frame(), request);
    }
}

web::Response FrontDesk::security_txt() const {
    const auto expires = house_.clock.today().plus_days(kSecurityDays);
    return plain(
        fmt::format("Contact: mailto:{}\nExpires: {}T00:00:00.000Z\n"
                    "Preferred-Languages: fr, en\nCanonical: {}{}\n",
                    house_.contact_security, expires.iso(), house_.public_url, kSecurity));
}

// For the load balancer: whether a page could be answered now.
web::Response FrontDesk::readiness() const {
    try {
        house_.database.read([](db::Transaction& tx) { commands::store::touch_nothing(tx); });
        return json("{\"etat\":\"pret\",\"base\":\"joignable\"}\n");
    } catch (const std::exception& thrown) {
        base::log_event(base::Level::Warning, "app.not_ready", {{"what", thrown.what()}});
        return json("{\"etat\":\"indisponible\",\"base\":\"injoignable\"}\n", 503);
    }
}

ui::Frame FrontDesk::bare_frame() const {
    return {.demonstration = house_.is_demonstration};
}

const std::vector<FixedPath>& fixed_paths() {
    static const std::vector<FixedPath> paths{
        {"/assets/{file}", "style sheet, script, fonts, icon"},
        {kIcon, "leads to the icon"},
        {kAlive, "200 while the process runs"},
        {kReady, "200 while the database answers, else 503"},
        {kRobots, "tells search engines to stay away"},
        {kSecurity, "where to report a weakness (GPS_CONTACT_SECURITY)"}};
    return paths;
}

}  // namespace gps::app
