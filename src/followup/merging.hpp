#pragma once

#include "people/merging_store.hpp"
#include "sharing/model.hpp"

#include <string>
#include <vector>

// A structure takes the place of another: the parts of its professionals go with them (ADR 0029).
namespace gps::followup {

using sharing::Period;
using sharing::Reasons;

struct Taking {
    people::Move move = {};
    bool is_habilitated = false;  // the structure that takes the place
    base::Date today = {};
};
// Moves the parts, their periods and the counters of one professional. Whoever had a part with one
// person for both structures has one of it: see fold().
void move_contributions(db::Transaction& tx, const Taking& taking);

struct RecordedPeriod {
    Period period = {};
    base::Instant recorded_at = {};

    bool operator==(const RecordedPeriod&) const = default;
};
struct WholePart {
    std::string role = {};
    Reasons reasons = 0;
    bool is_creator = false;
    std::optional<base::Date> granted_until = {};
    base::Instant last_activity_at = {};
    base::Instant created_at = {};
    std::optional<base::Date> last_contact_on = {};
    std::optional<base::Date> kept_on = {};
    std::optional<base::Date> warned_on = {};
    std::vector<RecordedPeriod> periods = {};  // in order, one at least

    bool is_ongoing() const { return !periods.back().period.ended_on; }
};
// Every day followed in either stays followed: periods that share a day are one from the first of
// their days to the last, the others stay as they are. The role is that of the part that goes on,
// the kept one's when both do or neither does.
WholePart fold(const WholePart& kept, const WholePart& other);

}  // namespace gps::followup
