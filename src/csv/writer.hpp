#pragma once

#include <initializer_list>
#include <ostream>
#include <span>
#include <string_view>

// Writes tables that open in a spreadsheet without running anything.
namespace gps::csv {

// At the head of a file, so that a spreadsheet reads it as UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// One line, ended by CRLF. A field that a spreadsheet would take for a formula (it starts with
// = + - @, a tab or a CR) gets an apostrophe before it.
void write_row(std::ostream& out, std::span<const std::string_view> fields, char separator = ';');

inline void write_row(std::ostream& out, std::initializer_list<std::string_view> fields,
                      char separator = ';') {
    write_row(out, std::span(fields.begin(), fields.size()), separator);
}

}  // namespace gps::csv
