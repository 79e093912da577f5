#include "access/entrance.hpp"

#include "access/cookies.hpp"

namespace gps::access {

Origin origin(const Visit& visit) {
    return {.browser = visit.browser,
            .source = visit.request.source,
            .user_agent = visit.request.header("user-agent"),
            .request_id = visit.request.id};
}

namespace {

// What the viewer wanted to see when they were stopped at the door.
std::string wanted(const Visit& visit) {
    return cookie(visit.house, visit.request, Cookie::Return);
}

void goes_on(const Visit& visit, web::Response& response, std::string_view token) {
    set_cookie(visit.house, response, Cookie::Session, token);
    if (!wanted(visit).empty()) clear_cookie(visit.house, response, Cookie::Return);
}

}  // namespace

web::Response enter(const Visit& visit, const Opened& opened) {
    // Who signs in anew leaves the session they had, were it another's.
    if (visit.viewer.id.value != 0) sign_out(visit.house, visit.tx, visit.viewer, visit.request.id);
    const auto to = opened.has_draft        ? "/reprendre"
                    : !opened.has_structure ? "/structure"
                                            : way_back(wanted(visit));
    auto response = web::Response::see_other(to);
    goes_on(visit, response, opened.token);
    clear_cookie(visit.house, response, Cookie::Browser);
    return response;
}

web::Response go_on_stronger(const Visit& visit, std::string_view token) {
    auto response = done(visit, way_back(wanted(visit)), "access.strengthened");
    goes_on(visit, response, token);
    return response;
}

web::Response leave(const Visit& visit, std::string path, std::string_view message) {
    sign_out(visit.house, visit.tx, visit.viewer, visit.request.id);
    auto response = done(visit, std::move(path), message);
    clear_cookie(visit.house, response, Cookie::Session);
    response.set("Clear-Site-Data", R"("cache", "storage")");
    return response;
}

}  // namespace gps::access
