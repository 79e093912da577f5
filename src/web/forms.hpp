#pragma once

#include "web/http.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The texts browsers send and follow: urlencoded forms, cookies, addresses. What is malformed is
// refused whole: half a form is worse than none.
namespace gps::web {

constexpr std::size_t kMostFields = 200;

// A query or an application/x-www-form-urlencoded body. nullopt when it has more than kMostFields
// fields, a broken %XX, bytes that are no UTF-8, or control characters other than CR, LF and TAB.
std::optional<Form> parse_urlencoded(std::string_view text);

// nullopt when a % is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

// Everything but letters, digits and -._~ as %XX: fit for a segment or a query.
std::string percent_encoded(std::string_view text);

// The path, then "?name=value&…", encoded. A path that has a query already is continued with "&".
std::string with_query(std::string_view path,
                       const std::vector<std::pair<std::string_view, std::string_view>>& fields);

// The value of one cookie in a Cookie header; the first when the name stands twice.
std::optional<std::string> cookie_in(std::string_view header, std::string_view name);

}  // namespace gps::web
