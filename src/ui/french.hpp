#pragma once

#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Dates, durations and counts as French readers write them. No-break spaces are U+00A0.
namespace gps::ui {

std::string date_long(base::Date date);    // "5 mars 2026", "1er mars 2026"
std::string date_short(base::Date date);   // "05/03/2026"
std::string unbroken(std::string text);    // "01 22 33": its spaces do not break a line
std::string month_year(base::Date date);   // "mars 2026"
std::string month_brief(base::Date date);  // "juil.", where room is short

// "aujourd’hui", "3 jours", "3 semaines", "5 mois", "2 ans et 3 mois". A day to come reads
// "à partir du 5 mars 2026".
std::string duration_since(base::Date from, base::Date today);

// What people type: "05/03/2026", "5/3/2026", "05.03.2026", "05 03 2026", "05-03-2026", and what
// a date field sends: "2026-03-05". Spaces around are ignored; nullopt when it is no day.
std::optional<base::Date> parse_date(std::string_view typed);

// "2 000": thousands apart by no-break spaces.
std::string number(std::int64_t value);
// "1 personne", "2 000 personnes"; 0 takes the singular, as French does.
std::string count(std::int64_t n, std::string_view singular, std::string_view plural);

// "de Jeanne", "d’Élise", "d’Yves", "de Yann". Before an h, which only the ear tells, "de".
std::string of_name(std::string_view name);

}  // namespace gps::ui
