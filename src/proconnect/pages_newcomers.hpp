#pragma once

#include "access/route.hpp"
#include "openid/provider.hpp"

#include <vector>

namespace gps::proconnect {

// What an identity without an account is answered.
web::Response welcome_newcomer(access::Visit& visit, const openid::Identity& identity);

// Opening their account.
std::vector<access::Route> newcomer_routes();

}  // namespace gps::proconnect
