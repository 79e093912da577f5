#pragma once

#include "base/date.hpp"
#include "demo/cast.hpp"
#include "demo/chance.hpp"
#include "followup/history.hpp"

#include <vector>

// What happened to each person of the demonstration: who follows them, since when, with which ends
// and resumptions, in the last four years, recorded in the last sixty weeks.
namespace gps::demo {

// A role and reasons, drawn.
sharing::PartTyped part_drawn(Chance& chance, base::Date started_on);

// Some instant of a working day.
base::Instant at_work(Chance& chance, base::Date day);

// `members`: at least one, the creator first.
followup::History story_drawn(Chance& chance, base::Date today, people::PersonId person,
                              people::Identity identity, const std::vector<const Member*>& members);

// Whether that contributor of a story follows the person still.
bool goes_on(const followup::History& story, std::size_t who);

}  // namespace gps::demo
