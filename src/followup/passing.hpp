#pragma once

#include "followup/handover.hpp"
#include "sharing/model.hpp"

// A contributor leaves their structure: somebody of it takes up their part with a person, and gives
// it back if that was a mistake (ADR 0037). Who may decide it is asked by the room that calls.
namespace gps::followup {

struct Passed {
    sharing::ContributionId left = {};   // the part that ended
    sharing::ContributionId taken = {};  // the taker's, which goes on
    bool was_opened = false;             // by this: the taker did not follow the person
    bool was_referent = false;           // the leaver was référent
};

// Opens the taker's part, with the role and the reasons of the leaver's, unless theirs goes on;
// then hand_over(). nullopt when the leaver does not follow the person any more.
std::optional<Passed> pass_part(db::Transaction& tx, const base::Clock& clock,
                                const Handover& handover);

// As it was before: the part that ended goes on as though it had not, the part that was opened
// ends today, and the référent is again who was. False, and nothing is done, when any of them is
// not as pass_part() left it, on `ended_on`. `handover.decided_by`: who takes it back.
bool take_part_back(db::Transaction& tx, const base::Clock& clock, const Handover& handover,
                    const Passed& passed, base::Date ended_on);

}  // namespace gps::followup
