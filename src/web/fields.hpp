#pragma once

#include <string>
#include <string_view>

// The grammar of HTTP header fields (RFC 9110 §5), shared by what is read and what is written.
namespace gps::web {

bool is_token(std::string_view text);                       // a field name, a method
bool is_field_value(std::string_view text);                 // no control character but TAB
bool same_letters(std::string_view a, std::string_view b);  // ASCII, without regard to case
std::string lower_case(std::string_view text);              // ASCII
std::string_view trimmed(std::string_view text);            // without spaces nor TABs around

// True when the comma-separated list holds `word`, without regard to case.
bool lists(std::string_view list, std::string_view word);

// Whether an Accept-Encoding header takes gzip: named, or by "*", without "q=0".
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace gps::web
