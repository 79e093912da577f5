#pragma once

#include <string_view>

// Where requests are answered, for those who come from a mail.
namespace gps::requests {

constexpr std::string_view kRequestsPath = "/demandes";
constexpr std::string_view kAdministratorsPath = "/equipe/demandes-de-suivi";
constexpr std::string_view kPlatformPath = "/plateforme/demandes-de-suivi";

}  // namespace gps::requests
