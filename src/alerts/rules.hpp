#pragma once

#include "alerts/model.hpp"

// When a person is left alone, and when a part that nobody touches ends. Pure.
namespace gps::alerts {

// 24 months without contact with the person (design/rulings.md, Retention), told 30 days before.
constexpr int kMonthsWithoutContact = 24;
constexpr int kDaysOfWarning = 30;
// An alert raised later than this after its day helps nobody: a base that was filled from files, or
// that nothing watched, raises none.
constexpr int kDaysLate = 30;

// What is known of the last contact with the person: what was said, or a part that somebody started
// by themselves. None, when all parts come from files and nobody said anything.
std::optional<base::Date> last_contact(const Situation& situation);

// The day on which a part that goes on ends by itself, if nothing happens.
base::Date ends_by_itself_on(const Part& part);

// Neither alerts nor ends for a person who is not active: theirs close.
Findings examined(const Situation& situation, base::Date today);

// Who sees an alert of this kind, of those who have a part in the group: `is_ongoing`, it goes on.
bool may_see(Kind kind, bool is_ongoing);

// Those who are told that it is raised, but one: who follows the person; and where nobody does, who
// left last, in the thirty days before the last end.
std::vector<notices::Recipient> told_of(const Situation& situation);

}  // namespace gps::alerts
