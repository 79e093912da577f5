#include "lists/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gps::lists {
namespace {

constexpr std::size_t kSiretDigits = 14;
constexpr std::string_view kLaPoste = "356000000";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

// Without the signs that people put in numbers; a no-break space is C2 A0.
std::string without_grouping(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        const bool is_grouping =
            std::string_view(" .-/()\xC2\xA0").find(c) != std::string_view::npos;
        if (!is_grouping) kept += c;
    }
    return kept;
}

int luhn_sum(std::string_view digits) {
    int sum = 0;
    bool is_doubled = false;
    for (std::size_t i = digits.size(); i > 0; --i) {
        const int digit = (digits[i - 1] - '0') * (is_doubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        is_doubled = !is_doubled;
    }
    return sum;
}

int digit_sum(std::string_view digits) {
    int sum = 0;
    for (const char digit : digits) sum += digit - '0';
    return sum;
}

std::optional<PlaceCode> with_its_zero(std::string code) {
    const bool lost_zero = code.size() == 4;
    if (lost_zero) code.insert(0, 1, '0');
    if (code.size() != 5) return std::nullopt;
    return PlaceCode{.code = std::move(code), .lost_zero = lost_zero};
}

std::optional<double> degrees(std::string_view cell, double limit) {
    std::string text(cell);
    std::ranges::replace(text, ',', '.');
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !(std::abs(value) <= limit)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::string without_doubled_quotes(std::string_view name) {
    if (name.find("\"\"") == std::string_view::npos) return std::string(name);
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
        name = name.substr(1, name.size() - 2);
    }
    std::string repaired;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '"' && name.substr(i + 1).starts_with('"')) ++i;
        repaired += name[i];
    }
    return repaired;
}

std::optional<std::string> siret(std::string_view cell) {
    auto digits = without_grouping(cell);
    if (digits.size() != kSiretDigits || !all_digits(digits)) return std::nullopt;
    const bool is_right =
        luhn_sum(digits) % 10 == 0 || (digits.starts_with(kLaPoste) && digit_sum(digits) % 5 == 0);
    if (!is_right) return std::nullopt;
    return digits;
}

std::optional<std::string> phone(std::string_view cell) {
    auto digits = without_grouping(cell.substr(0, cell.find_first_of(",;")));
    for (const std::string_view prefix : {"+330", "+33", "00330", "0033"}) {
        if (!digits.starts_with(prefix)) continue;
        digits.replace(0, prefix.size(), "0");
        break;
    }
    if (digits.size() == 9 && digits.front() != '0') digits.insert(0, 1, '0');
    if (!all_digits(digits)) return std::nullopt;
    const bool is_national = digits.size() == 10 && digits[0] == '0' && digits[1] != '0';
    const bool is_short = digits.size() == 4 && (digits[0] == '1' || digits[0] == '3');
    if (!is_national && !is_short) return std::nullopt;
    return digits;
}

std::optional<std::string> email(std::string_view cell) {
    const auto at = cell.find('@');
    const bool is_address = at != std::string_view::npos && at > 0 &&
                            cell.find('@', at + 1) == std::string_view::npos &&
                            cell.find('.', at + 2) != std::string_view::npos &&
                            !cell.ends_with('.') &&
                            cell.find_first_of(" <>\"',;()") == std::string_view::npos;
    if (!is_address) return std::nullopt;
    return std::string(cell);
}

std::optional<std::string> website(std::string_view cell) {
    if (cell.find_first_of(" <>\"") != std::string_view::npos) return std::nullopt;
    if (cell.starts_with("https://") || cell.starts_with("http://")) return std::string(cell);
    const bool has_scheme = cell.find(':') != std::string_view::npos;
    const bool has_host = cell.find('.') != std::string_view::npos;
    if (has_scheme || !has_host) return std::nullopt;
    return "https://" + std::string(cell);
}

std::optional<PlaceCode> postcode(std::string_view cell) {
    auto code = without_grouping(cell);
    if (!all_digits(code)) return std::nullopt;
    return with_its_zero(std::move(code));
}

std::optional<PlaceCode> insee_code(std::string_view cell) {
    auto code = without_grouping(cell);
    auto digits = code;
    const bool is_corsican = code.size() == 5 && (code.starts_with("2A") || code.starts_with("2B"));
    if (is_corsican) digits[1] = '0';
    if (!all_digits(digits)) return std::nullopt;
    return with_its_zero(std::move(code));
}

std::optional<structures::Coordinates> coordinates(std::string_view latitude,
                                                   std::string_view longitude) {
    const auto north = degrees(latitude, 90);
    const auto east = degrees(longitude, 180);
    if (!north || !east || (*north == 0 && *east == 0)) return std::nullopt;
    return structures::Coordinates{.latitude = *north, .longitude = *east};
}

}  // namespace gps::lists
