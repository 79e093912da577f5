#pragma once

#include "web/http.hpp"

// What browsers are told to refuse, on every answer: pages, assets, redirects and errors.
namespace gps::web {

// Adds the headers that the response does not set itself: nothing but our own origin may be loaded,
// framed or posted to, and nothing is kept in a cache. `https`: the public address is https.
// `forms_lead_to`: the origin of another site that our forms may lead to by a redirection, or "".
void secure(Response& response, bool https, std::string_view forms_lead_to = {});

}  // namespace gps::web
