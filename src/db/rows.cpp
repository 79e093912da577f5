#include "db/database.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gps::db {
namespace {

[[noreturn]] void refuse_column(int column, std::string_view why) {
    throw std::logic_error(fmt::format("column {} {}", column, why));
}

template <class Number>
Number parse(std::string_view text, int column) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) refuse_column(column, "is not such a number");
    return value;
}

}  // namespace

void Rows::append(std::optional<std::string_view> cell) {
    cells_.push_back(
        {.from = bytes_.size(), .length = cell ? cell->size() : 0, .null = !cell.has_value()});
    if (cell) bytes_.append(*cell);
}

Row Rows::at(std::size_t line) const {
    if (line >= size()) throw std::out_of_range(fmt::format("{} rows: none at {}", size(), line));
    return {*this, line};
}

const Rows::Cell& Rows::cell(std::size_t line, int column) const {
    if (column < 0 || static_cast<std::size_t>(column) >= columns_ || line >= size())
        refuse_column(column, "does not exist");
    return cells_[line * columns_ + static_cast<std::size_t>(column)];
}

bool Row::is_null(int column) const {
    return rows_->cell(line_, column).null;
}

std::string_view Row::view(int column) const {
    const auto& cell = rows_->cell(line_, column);
    if (cell.null) refuse_column(column, "is NULL");
    return std::string_view(rows_->bytes_).substr(cell.from, cell.length);
}

std::int64_t Row::integer(int column) const {
    return parse<std::int64_t>(view(column), column);
}

// PostgreSQL writes t and f, SQLite 1 and 0.
bool Row::boolean(int column) const {
    const auto text = view(column);
    if (text == "t" || text == "1") return true;
    if (text != "f" && text != "0") refuse_column(column, "is not a boolean");
    return false;
}

double Row::real(int column) const {
    return parse<double>(view(column), column);
}

base::Date Row::date(int column) const {
    const auto date = base::Date::from_iso(view(column));
    if (!date) refuse_column(column, "is not a date");
    return *date;
}

std::optional<std::string> Row::optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Row::optional_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<base::Date> Row::optional_date(int column) const {
    return is_null(column) ? std::nullopt : std::optional(date(column));
}

std::optional<base::Instant> Row::optional_instant(int column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
}

}  // namespace gps::db
