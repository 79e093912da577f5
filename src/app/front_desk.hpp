#pragma once

#include "access/doorkeeper.hpp"

#include <string_view>
#include <vector>

// The first to see a request. What needs neither transaction nor visitor is answered here: assets,
// health, the small files that machines ask for. Everything else goes to the doorkeeper, and what
// that throws becomes a page.
namespace gps::app {

class FrontDesk {
 public:
    // `house` outlives this.
    FrontDesk(const access::House& house, std::vector<access::Route> routes);

    // Called from several threads; never throws what a page can tell.
    web::Response respond(const web::Request& request);

 private:
    web::Response security_txt() const;
    web::Response readiness() const;
    ui::Frame bare_frame() const;

    const access::House& house_;
    access::Doorkeeper doorkeeper_;
};

// What the front desk answers by itself, for the table of routes.
struct FixedPath {
    std::string_view path = {};
    std::string_view what = {};
};
const std::vector<FixedPath>& fixed_paths();

}  // namespace gps::app
