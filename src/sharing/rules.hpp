#pragma once

#include "base/result.hpp"
#include "sharing/model.hpp"

#include <optional>

// What is allowed and who may see what, with no database and no clock: every function here is
// pure, and rules_test.cpp holds its table, line by line as in the rulings on sight and joining.
namespace gps::sharing {

// How long someone whose part has ended keeps seeing as before. ADR 0011.
constexpr int kDaysAfterEnd = 30;

// ---- Sight: what a viewer sees of a person ------------------------------------------------------

enum class Level { Nothing, Initials, Details };

struct Sight {
    Level level = Level::Nothing;
    bool is_frozen = false;         // the person objected: "suivi gelé"
    bool sees_whole_group = false;  // else: their own periods only

    bool operator==(const Sight&) const = default;
};

struct SightCase {
    bool is_active_member = false;  // active account, still a member of the structure acted for
    bool is_habilitated = false;    // that structure
    people::PersonState person = people::PersonState::Active;
    std::optional<OwnPart> own = {};  // for that structure: another one's gives nothing
    bool is_in_emergency = false;     // details opened by themselves, for 72 hours (ADR 0025)
};

Sight sight(const SightCase& viewer, base::Date today);

// Whether they see the details with neither a grant nor an emergency while their part goes on. Who
// sees thanks to another does not let others see.
bool sees_of_right(bool is_habilitated, const OwnPart& own);

// How sensitive a structure may be for its name, and its members', to be shown to other
// structures: above, they are "Autre intervenant" (domain.md §4.3). The référent désigné sees all.
int highest_sensitivity_shown(bool is_referent);

// ---- Joining: who may follow whom, and how ------------------------------------------------------

enum class Joining { AtOnce, ByAsking, NotAtAll };

enum class OwnState { None, Pending, Ongoing, EndedRecently, EndedLongAgo };

struct JoinCase {
    Door door = Door::ExactIdentity;
    bool is_habilitated = false;
    people::PersonState person = people::PersonState::Active;
    OwnState own = OwnState::None;
    bool is_full_session = false;      // a second factor was shown
    bool a_colleague_follows = false;  // another member of the structure, ongoing and accepted
};

// The one decision that every door calls.
Joining joining(const JoinCase& who);

OwnState own_state(const std::optional<OwnPart>& own, bool has_pending_request, base::Date today);

// A contributor who follows the person now and sees the details answers a request; never their own.
bool may_answer(const Sight& sight, OwnState own, bool is_own_request);

// ---- Periods ------------------------------------------------------------------------------------

// A part cannot start or end in the future, nor end before it starts.
base::Result<> check_period(base::Date started_on, std::optional<base::Date> ended_on,
                            base::Date today);

// Refused when the role is unknown, no reason is ticked or the start is in the future.
base::Result<> check_part(const PartTyped& part, base::Date today);

// A new period starts when the last one has ended, not before.
base::Result<> check_resumption(base::Date last_end, base::Date starts_on, base::Date today);

// ---- Exact identity -----------------------------------------------------------------------------

// Whether what is typed names `known`: birth name, first name and birth date, plus one of commune,
// e-mail and phone that both have and that agree. Spelling does not count.
bool is_exactly(const people::Identity& typed, const people::Identity& known);

}  // namespace gps::sharing
