#pragma once

#include "access/house.hpp"
#include "web/http.hpp"

#include <string>
#include <string_view>

// Tokens that tie a form to the session it was made for (ASVS 3.5).
namespace gps::access {

// A new token each time, so that a compressed page never repeats it.
std::string form_token(const House& house, std::string_view secret);
bool is_form_token(const House& house, std::string_view secret, std::string_view token);

// Whether the browser says that the form was sent from one of our own pages.
bool comes_from_here(const House& house, const web::Request& request);

inline constexpr std::string_view kTokenField = "_csrf";

// Whether a social security number stands in a field for something else. The token, which is to be
// good, is passed over: in one digest of four thousand, the figures happen to be a number.
bool holds_misplaced_nir(const web::Form& form);

// The digest of what a form says, its tokens left out: to tell a repeated form from another one. Of
// a secret field it takes a keyed digest: nobody who has the row finds the number by trying all.
std::string body_digest(const House& house, const web::Request& request);

}  // namespace gps::access
