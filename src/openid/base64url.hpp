#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gps::openid {

// Base 64 as tokens write it (RFC 7515, section 2): "-" and "_", no padding.
std::string base64url(std::string_view bytes);
// nullopt for anything else, a needless bit included: one text for one value.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace gps::openid
