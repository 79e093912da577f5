#include "audit/iso_week.hpp"

namespace gps::audit {
namespace {

// 0 on Monday. 1 January 1970 was a Thursday.
int days_since_monday(base::Date date) {
    const int day = (date.days_since_1970() + 3) % 7;
    return day < 0 ? day + 7 : day;
}

}  // namespace

int iso_week(base::Date date) {
    // A week belongs to the year of its Thursday, and that Thursday's rank in the year is the week.
    const auto thursday = date.plus_days(3 - days_since_monday(date));
    const auto first_of_month = thursday.plus_days(1 - static_cast<int>(thursday.day()));
    const auto new_year = first_of_month.plus_months(1 - static_cast<int>(thursday.month()));
    const int week = (thursday.days_since_1970() - new_year.days_since_1970()) / 7 + 1;
    return thursday.year() * 100 + week;
}

int iso_week(base::Instant instant) {
    return iso_week(base::paris_date(instant));
}

}  // namespace gps::audit
