#pragma once

#include "base/date.hpp"

// Weeks as the measures count them: ISO 8601, from Monday 00:00 to Sunday 24:00 in Paris.
namespace gps::audit {

// 202653 for Friday 1 January 2027: the year is the one that most of the week is in.
int iso_week(base::Date date);
int iso_week(base::Instant instant);

}  // namespace gps::audit
