#pragma once

#include "access/route.hpp"

#include <string_view>

// The page from which the details of a person are asked for.
namespace gps::requests {

constexpr std::string_view kDetailsPath = "/personnes/{personne}/details";

web::Response show_details(access::Visit& visit);
web::Response post_details(access::Visit& visit);

}  // namespace gps::requests
