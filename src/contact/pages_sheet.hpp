#pragma once

#include "access/route.hpp"

// The sheet of those who help a person, for them to take away on paper.
namespace gps::contact {

web::Response show_sheet(access::Visit& visit);

}  // namespace gps::contact
