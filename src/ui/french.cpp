#include "ui/french.hpp"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace gps::ui {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"janvier",   "février", "mars",     "avril",
                                                   "mai",       "juin",    "juillet",  "août",
                                                   "septembre", "octobre", "novembre", "décembre"};

constexpr std::string_view kVowels =
    "aeiouAEIOUàáâãäåæèéêëìíîïòóôõöøœùúûüÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØŒÙÚÛÜ";
constexpr std::string_view kConsonants = "bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ";

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr int kDaysAWeek = 7;
constexpr int kMonthsAYear = 12;

std::string_view month_name(base::Date date) {
    return kMonths.at(date.month() - 1);
}

// Whole months between two days, as birthdays count: 31 January to 28 February is one.
int whole_months(base::Date from, base::Date to) {
    int months = (to.year() - from.year()) * kMonthsAYear + static_cast<int>(to.month()) -
                 static_cast<int>(from.month());
    if (from.plus_months(months) > to) --months;
    return months;
}

std::string months_in_words(int months) {
    const int years = months / kMonthsAYear;
    const int rest = months % kMonthsAYear;
    if (years == 0) return count(rest, "mois", "mois");
    if (rest == 0) return count(years, "an", "ans");
    return count(years, "an", "ans") + " et " + count(rest, "mois", "mois");
}

std::string length_in_words(base::Date from, base::Date today) {
    const int months = whole_months(from, today);
    if (months > 0) return months_in_words(months);
    const int days = today.days_since_1970() - from.days_since_1970();
    if (days < 2 * kDaysAWeek) return count(days, "jour", "jours");
    return count(days / kDaysAWeek, "semaine", "semaines");
}

bool is_separator(char c) {
    return c == '/' || c == '.' || c == ' ' || c == '-';
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

std::optional<int> digits(std::string_view text, std::size_t at_most) {
    if (text.empty() || text.size() > at_most) return std::nullopt;
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
    return value;
}

bool elides(std::string_view name) {
    if (name.empty()) return false;
    if (name[0] == 'y' || name[0] == 'Y')
        return name.size() > 1 && kConsonants.find(name[1]) != std::string_view::npos;
    const bool is_ascii = static_cast<unsigned char>(name[0]) < 0x80;
    return kVowels.find(name.substr(0, is_ascii ? 1 : 2)) != std::string_view::npos;
}

// "5/3/2026" in three, whatever one separator stands twice in it.
std::vector<std::string_view> three_parts(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    char separator = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_separator(text[i])) continue;
        if (separator != 0 && text[i] != separator) return {};
        separator = text[i];
        parts.push_back(text.substr(start, i - start));
        start = i + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

}  // namespace

std::string date_long(base::Date date) {
    return fmt::format("{}{} {} {}", date.day(), date.day() == 1 ? "er" : "", month_name(date),
                       date.year());
}

std::string date_short(base::Date date) {
    return fmt::format("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
}

std::string month_year(base::Date date) {
    return fmt::format("{} {}", month_name(date), date.year());
}

std::string month_brief(base::Date date) {
    static constexpr std::array<std::string_view, 12> kBrief{"janv.", "févr.", "mars",  "avr.",
                                                             "mai",   "juin",  "juil.", "août",
                                                             "sept.", "oct.",  "nov.",  "déc."};
    return std::string(kBrief.at(date.month() - 1));
}

std::string unbroken(std::string text) {
    for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at)) {
        text.replace(at, 1, kNoBreakSpace);
    }
    return text;
}

std::string duration_since(base::Date from, base::Date today) {
    if (from > today) return "à partir du " + date_long(from);
    if (from == today) return "aujourd’hui";
    return length_in_words(from, today);
}

std::optional<base::Date> parse_date(std::string_view typed) {
    const auto text = trimmed(typed);
    if (const auto iso = base::Date::from_iso(text)) return iso;
    const auto parts = three_parts(text);
    if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
    const auto day = digits(parts[0], 2);
    const auto month = digits(parts[1], 2);
    const auto year = digits(parts[2], 4);
    if (!day || !month || !year) return std::nullopt;
    return base::Date::from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string number(std::int64_t value) {
    std::string written = std::to_string(value);
    const std::size_t first_digit = value < 0 ? 1 : 0;
    for (std::size_t at = written.size(); at > first_digit + 3;) {
        at -= 3;
        written.insert(at, kNoBreakSpace);
    }
    return written;
}

std::string count(std::int64_t n, std::string_view singular, std::string_view plural) {
    const bool is_singular = n > -2 && n < 2;
    return fmt::format("{}{}{}", number(n), kNoBreakSpace, is_singular ? singular : plural);
}

std::string of_name(std::string_view name) {
    return (elides(name) ? "d’" : "de ") + std::string(name);
}

}  // namespace gps::ui
