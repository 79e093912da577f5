#pragma once

#include "base/result.hpp"
#include "sharing/acting.hpp"
#include "sharing/model.hpp"
#include "sharing/rules.hpp"

#include <optional>
#include <string>

// What professionals do with a person's follow-up: start, edit, end, resume. Each act runs in the
// request's transaction and leaves its audit entry and, where it counts, its qualifying act.
namespace gps::followup {

using sharing::Acting;
using sharing::Door;
using sharing::PartTyped;

// Adds the viewer's contribution, or opens a new period of the one that ended. The caller has
// asked joining(): this function does not decide.
void start_following(const Acting& acting, people::PersonId person, const PartTyped& part,
                     Door door, bool is_creator);
// The same for someone whose request is accepted.
void let_follow(const Acting& acting, people::PersonId person, people::ProfessionalId professional,
                structures::StructureId structure, const PartTyped& part);

// Lets someone who follows the person now see the details until that day; no day: no longer. False
// when they do not follow.
bool let_see(const Acting& acting, people::PersonId person, people::ProfessionalId professional,
             structures::StructureId structure, std::optional<base::Date> until);

// Changes the start of the current period, the role and the reasons.
base::Result<> edit_part(const Acting& acting, const base::PublicId& person, const PartTyped& part);

// Ends the current period; no date means today. NotFound without an ongoing part.
base::Result<> end_part(const Acting& acting, const base::PublicId& person,
                        std::optional<base::Date> ended_on);

// Opens a new period; history is never rewritten. Refused when joining() says so.
base::Result<> resume_part(const Acting& acting, const base::PublicId& person,
                           const PartTyped& part);

// The viewer met the person today, or spoke with them: what keeps their part from ending by itself.
// NotFound and Conflict as for the acts above.
base::Result<> see_person(const Acting& acting, const base::PublicId& person);

// Keeps, for as long again, a part that nothing was said of: no contact, but no end either.
base::Result<> keep_part(const Acting& acting, const base::PublicId& person);

// Hides the names of people whose follow-up ended more than thirty days ago from the lists of
// those who followed them: at most 1 000 rows a call; the number hidden. A job's work, every hour.
int hide_ended(db::Transaction& tx, base::Date today);

}  // namespace gps::followup
