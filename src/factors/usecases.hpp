#pragma once

#include "access/route.hpp"
#include "audit/acts.hpp"
#include "base/result.hpp"
#include "factors/model.hpp"

#include <optional>
#include <string>
#include <string_view>

// Second factors of the viewer: adding one, showing one, taking one away. Each runs in the
// request's transaction.
namespace gps::factors {

Factors factors(db::Transaction& tx, people::ProfessionalId owner);

// For every kind of factor: whether this session may add one; what was done with one, for the trail
// and for whom the account belongs to, who is told by the way that they already use.
bool may_add(const access::Viewer& viewer);
void trace(const access::Visit& visit, audit::Act act, std::string detail = {});
void tell_owner(const access::Visit& visit, std::string_view what);

// An application about to be added: nothing is kept before a first code of it is right. `sealed`
// stands in the form, and is of use to this session only.
struct Enrolment {
    std::string sealed = {};
    std::string typed_by_hand = {};
    std::string uri = {};
};
// Forbidden when the session may not: whoever reads a mailbox would add a factor of their own.
base::Result<Enrolment> new_application(const access::Visit& visit);
// The same, shown again after a wrong code; a new one when `sealed` is none of this session's.
base::Result<Enrolment> same_application(const access::Visit& visit, std::string_view sealed);

// Keeps the application whose first code was typed; the session's new token, for it is full from
// now on. Invalid by field `code`; Forbidden as above.
base::Result<std::string> add_application(const access::Visit& visit, std::string_view sealed,
                                          std::string_view code);

// A code of the application kept: the new token of the session, full from now on. Invalid by field
// `code`, TooMany after wrong ones (whose owner is told by mail).
base::Result<std::string> show_code(const access::Visit& visit, std::string_view code);

// Forbidden from a reduced session, NotFound when there is none.
base::Result<> remove_application(const access::Visit& visit);

// The path of a link for `owner`, who opens it once signed in and may then add a second factor.
// `given_by`: the administrator who gives it; none for a command of the platform. Throws
// std::invalid_argument when it is `owner`: nobody vouches for themself.
std::string give_link(db::Transaction& tx, const base::Keys& keys, people::ProfessionalId owner,
                      std::optional<people::ProfessionalId> given_by, base::Instant now);

bool link_serves(const access::Visit& visit, std::string_view link);
// From now on this session may add a second factor; NotFound when the link is not the viewer's, was
// used or is too old.
base::Result<> use_link(const access::Visit& visit, std::string_view link);

// A job: how many old links were deleted.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::factors
