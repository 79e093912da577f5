#pragma once

#include "access/rules.hpp"
#include "db/database.hpp"

#include <string_view>

// How often something limited was done, in rows that survive a restart: here, and for rooms that
// limit acts of their own. `subject` is hidden or a number: it is kept for a day.
namespace gps::access {

// One more in the current window of `limit`; how many with it.
int count_one(db::Transaction& tx, const Limit& limit, std::string_view subject, base::Instant now);
// How many so far, without adding.
int count_so_far(db::Transaction& tx, const Limit& limit, std::string_view subject,
                 base::Instant now);

}  // namespace gps::access
