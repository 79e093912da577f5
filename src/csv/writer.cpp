#include "csv/writer.hpp"

namespace gps::csv {
namespace {

bool looks_like_a_formula(std::string_view field) {
    return !field.empty() &&
           std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos;
}

bool needs_quotes(std::string_view field, char separator) {
    if (field.empty()) return false;
    return field.find_first_of("\"\r\n") != std::string_view::npos ||
           field.find(separator) != std::string_view::npos || field.front() == ' ' ||
           field.back() == ' ';
}

void write_field(std::ostream& out, std::string_view field, char separator) {
    const bool is_quoted = needs_quotes(field, separator);
    if (is_quoted) out << '"';
    if (looks_like_a_formula(field)) out << '\'';
    for (const char c : field) {
        if (c == '"') out << '"';
        out << c;
    }
    if (is_quoted) out << '"';
}

}  // namespace

void write_row(std::ostream& out, std::span<const std::string_view> fields, char separator) {
    bool is_first = true;
    for (const auto field : fields) {
        if (!is_first) out << separator;
        is_first = false;
        write_field(out, field, separator);
    }
    out << "\r\n";
}

}  // namespace gps::csv
