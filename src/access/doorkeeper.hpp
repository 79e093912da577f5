#pragma once

#include "access/rates.hpp"
#include "access/route.hpp"
#include "web/router.hpp"

#include <optional>
#include <vector>

namespace gps::access {

// Answers every request: finds the route, says who is calling, opens the transaction, checks the
// form, calls the handler, commits. What a route declares is enforced here and nowhere else.
class Doorkeeper {
 public:
    // Throws std::logic_error when two routes answer the same address.
    Doorkeeper(const House& house, std::vector<Route> routes);

    // Called from several threads. Throws what the handler throws: the server makes it a page
    // with an incident number.
    web::Response respond(const web::Request& request);

    const std::vector<Route>& routes() const { return routes_; }

 private:
    // Who is behind a request, once its transaction knows.
    struct Asking {
        people::ProfessionalId who = {};  // 0: nobody
        std::optional<SessionId> to_touch = {};
    };

    web::Response answer(const Route& route, web::Request& request, Asking& asking);
    web::Response in_transaction(const Route& route, const web::Request& request,
                                 const std::any& errand, db::Transaction& tx, Asking& asking);
    static void note(const web::Request& request, const web::Response& response,
                     const Asking& asking);
    web::Response write_once(const Route& route, Visit& visit);
    void touch(SessionId session);
    ui::Frame frame_of(const web::Request& request);
    bool is_too_often(Rate rate, const web::Request& request);
    bool is_too_often(const Route& route, const Viewer& viewer);
    web::Response too_often(const web::Request& request) const;

    const House& house_;
    std::vector<Route> routes_;
    web::Paths paths_;
    Rates rates_;
};

}  // namespace gps::access
