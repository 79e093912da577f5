#pragma once

#include "access/route.hpp"
#include "requests/requests.hpp"
#include "requests/views.hpp"
#include "ui/mistakes.hpp"

#include <string_view>

// The card of a request to answer, and what its forms do, on the three pages that show it.
namespace gps::requests {

// `path`: of the page, below which its forms are sent.
ReceivedLine line_of(const access::Visit& visit, const Received& received, std::string_view path,
                     const ui::Mistakes& mistakes);

// The page again, with what is wrong with it.
using PageAgain = web::Response (*)(const access::Visit&, const ui::Mistakes&);

web::Response accepted_on(access::Visit& visit, WaitsFor as, std::string_view path,
                          PageAgain again);
web::Response refused_on(access::Visit& visit, WaitsFor as, std::string_view path, PageAgain again);

}  // namespace gps::requests
