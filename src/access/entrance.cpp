#include "access/entrance.hpp"

#include "access/cookies.hpp"

namespace gps::access {

Origin origin(const Visit& visit) {
    return {.browser = visit.browser,
            .source = visit.request.source,
            .user_agent = visit.request.header("user-agent"),
            .request_id = visit.request.id};
}

web::Response enter(const Visit& visit, const Opened& opened) {
    const auto wanted = cookie(visit.house, visit.request, Cookie::Return);
    const auto to = opened.has_draft        ? "/reprendre"
                    : !opened.has_structure ? "/structure"
                                            : way_back(wanted);
    auto response = web::Response::see_other(to);
    set_cookie(visit.house, response, Cookie::Session, opened.token);
    clear_cookie(visit.house, response, Cookie::Browser);
    if (!wanted.empty()) clear_cookie(visit.house, response, Cookie::Return);
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
