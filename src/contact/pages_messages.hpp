#pragma once

#include "access/route.hpp"

// Writing to the colleagues around a person, and what the link of such a mail shows.
namespace gps::contact {

web::Response show_writing(access::Visit& visit);
web::Response post_message(access::Visit& visit);
web::Response show_message(access::Visit& visit);

}  // namespace gps::contact
