#pragma once

#include "access/route.hpp"
#include "access/usecases.hpp"
#include "base/result.hpp"
#include "openid/provider.hpp"

#include <optional>
#include <string>

// Opening a session for an identity that ProConnect vouched for, in the request's transaction.
namespace gps::proconnect {

// By the identity's account; the first time, by the account of the same e-mail whose owner belongs
// to the structure of the asserted SIRET, and it is linked for good. Refused by welcome()
// (proconnect/rules.hpp), with the sentence that says what to do.
base::Result<access::Opened> come_in(const access::Visit& visit, const openid::Identity& identity);

// What newcomers.hpp needs of the same: an identity linked for good, which its owner is told; false
// when it opened an account already. A session of theirs.
bool link_account(const access::Visit& visit, const openid::Identity& identity,
                  people::ProfessionalId owner, const std::string& email);
access::Opened open_session(const access::Visit& visit, const openid::Identity& identity,
                            people::ProfessionalId who);

// The identity that somebody signed in shows: linked to their account when it was nobody's, and
// their session a full one when it proves a second factor. Refused by step_up().
struct Joined {
    bool is_new = false;                    // linked just now
    std::optional<std::string> token = {};  // of the session, full from now on
};
base::Result<Joined> join(const access::Visit& visit, const openid::Identity& identity);

}  // namespace gps::proconnect
