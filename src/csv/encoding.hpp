#pragma once

#include <string>
#include <string_view>

// The two encodings that French administrations' files come in, and the way to ours, UTF-8.
namespace gps::csv {

enum class Encoding { Utf8, Windows1252 };

// Decides on the beginning of a file, which may stop in the middle of a character. A few bad
// bytes do not make a file of another encoding.
Encoding detect_encoding(std::string_view sample);

// Rewrites `text` in UTF-8. False when some of it was not of this encoding: what is not UTF-8 is
// then read as windows-1252, and a byte that means nothing there becomes U+FFFD.
bool to_utf8(std::string& text, Encoding encoding);

}  // namespace gps::csv
