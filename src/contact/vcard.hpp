#pragma once

#include "contact/model.hpp"

#include <string>
#include <string_view>

// A contact as a file that address books read (vCard 4.0, RFC 6350). Pure.
namespace gps::contact {

std::string vcard(const Revealed& revealed, Channel channel);

// A value of text: what would end it, or the line, is escaped.
std::string vcard_text(std::string_view text);
// A line and its end, cut every 75 bytes at most, never inside a character.
std::string vcard_line(std::string_view line);

}  // namespace gps::contact
