#pragma once

#include <string>
#include <string_view>

// The second writing of a mail, for readers that show one: the same words, the address as a link,
// neither image nor style.
namespace gps::mail {

// Paragraphs are apart by an empty line; what begins with four spaces stands out: an address, which
// becomes the link, or a code.
std::string html_of(std::string_view subject, std::string_view body);

}  // namespace gps::mail
