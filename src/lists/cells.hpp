#pragma once

#include "structures/model.hpp"

#include <optional>
#include <string>
#include <string_view>

// One cell of an imported table, brought to the form we keep, or refused with nullopt. Pure.
namespace gps::lists {

// A name that went twice through a CSV writer: "\"CHU \"\"LE PHARE\"\"\"" → "CHU \"LE PHARE\"".
std::string without_doubled_quotes(std::string_view name);

// 14 digits with a right Luhn key; La Poste's follow a rule of their own.
std::optional<std::string> siret(std::string_view cell);

// National digits: "+33 (0)1 99 00 00 01" → "0199000001", and short numbers such as "3949".
std::optional<std::string> phone(std::string_view cell);

std::optional<std::string> email(std::string_view cell);

// "www.exemple.fr" gets its https://; nothing but http and https is a website.
std::optional<std::string> website(std::string_view cell);

// Five characters; `lost_zero` says that a spreadsheet had taken the first one away.
struct PlaceCode {
    std::string code = {};
    bool lost_zero = false;

    bool operator==(const PlaceCode&) const = default;
};
std::optional<PlaceCode> postcode(std::string_view cell);
std::optional<PlaceCode> insee_code(std::string_view cell);

// On Earth, and not at the point 0, 0, which means that nobody knew.
std::optional<structures::Coordinates> coordinates(std::string_view latitude,
                                                   std::string_view longitude);

}  // namespace gps::lists
