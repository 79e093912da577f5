#pragma once

#include "caseload/list.hpp"
#include "db/database.hpp"

#include <string>
#include <utility>
#include <vector>

// The SQL of "Mes suivis".
namespace gps::caseload::store {

// Whose list, and which part of it.
struct Scope {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
    bool past = false;
    bool no_referent = true;  // which kinds of référent are wanted
    bool me_referent = true;
    bool other_referent = true;
    // What they see now: keys may still hold the names that were shown under another habilitation.
    bool is_habilitated = false;
    base::Date today = {};

    bool is_filtered() const { return !(no_referent && me_referent && other_referent); }
};

// The keys from `from` on and before `before`; none when both are empty.
struct KeyRange {
    std::string from = {};
    std::string before = {};
};
// Shown keys that a typed name may begin: "ben ali" is the beginning of BENALI, or BEN Ali.
struct Beginnings {
    KeyRange joined = {};
    KeyRange split = {};  // last name, space, beginning of the first name; none without a space
};
Beginnings beginnings(std::string_view typed);

// What decides the sight of one row, and what may be shown at any level.
struct Line {
    sharing::ContributionId id = {};
    people::PersonId person = {};
    base::PublicId public_id = {};
    people::PersonState state = people::PersonState::Active;
    people::Initials initials = {};
    sharing::OwnPart own = {};
    ReferentKind referent_kind = ReferentKind::None;
    std::optional<sharing::ContributionId> referent = {};
    int contributors = 0;
    base::Instant last_activity_at = {};
    std::string shown_key = {};
};

// At most kRowsAPage + 1 lines, after the place (exclusive). A past part that ended before
// `shown_since` is never found by a name it no longer shows.
std::vector<Line> by_start(db::Transaction& tx, const Scope& scope, base::Date before,
                           sharing::ContributionId before_id);
std::vector<Line> by_name(db::Transaction& tx, const Scope& scope, const std::string& after,
                          sharing::ContributionId after_id);
std::vector<Line> by_activity(db::Transaction& tx, const Scope& scope, base::Instant before,
                              sharing::ContributionId before_id);
std::vector<Line> by_typed_name(db::Transaction& tx, const Scope& scope, const Beginnings& typed,
                                const std::string& after, sharing::ContributionId after_id,
                                base::Date shown_since);

struct Counts {
    int current = 0;
    int past = 0;
    int matching = 0;  // at most kCountedAtMost + 1
};
Counts counts(db::Transaction& tx, const Scope& scope);
Counts counts_of_referents(db::Transaction& tx, const Scope& scope);
Counts counts_of_name(db::Transaction& tx, const Scope& scope, const Beginnings& typed,
                      base::Date shown_since);

// Names to print: of people whose details the viewer sees, and of référents whose structure may be
// shown. At most kRowsAPage of each.
struct Names {
    std::vector<std::pair<std::int64_t, std::string>> people = {};     // by person
    std::vector<std::pair<std::int64_t, std::string>> referents = {};  // by contribution
};
Names names(db::Transaction& tx, const std::vector<std::int64_t>& people,
            const std::vector<std::int64_t>& referents, structures::StructureId own,
            int highest_sensitivity);

}  // namespace gps::caseload::store
