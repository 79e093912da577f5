#pragma once

#include <string>
#include <string_view>

// What French codes and postal habits say of a place.
namespace gps::structures {

// Metropolitan and overseas codes: "01".."95", "2A", "2B", "971".."978", "986".."988".
bool is_department(std::string_view code);

// The department of a commune's INSEE code, or else of a postcode; "" when neither tells. A
// postcode's first digits are not always a department: 20 is Corsica (2A or 2B), 970 Guadeloupe,
// and 977 and 978, departments of Saint-Barthélemy and Saint-Martin, are CEDEX of La Réunion.
std::string department_of(std::string_view insee_code, std::string_view postcode);

// "MORLAIX Cedex 2" → "MORLAIX"; "PORT ST LOUIS DU RHONE CED", cut at 26 characters, too.
std::string_view without_cedex(std::string_view city);

// Some lists keep 26 characters of a commune's name: this one may be longer.
bool may_be_cut(std::string_view city);

}  // namespace gps::structures
