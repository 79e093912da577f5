#pragma once

#include "access/route.hpp"
#include "base/result.hpp"
#include "passkeys/model.hpp"
#include "passkeys/webauthn.hpp"

#include <string>
#include <string_view>
#include <vector>

// Passkeys of the viewer: adding one, showing one, taking one away. Each runs in the request's
// transaction. What an authenticator is asked is a row of its session, and serves once: a refused
// answer must be recorded, or it would serve again.
namespace gps::passkeys {

// False where browsers make no passkey: an address of numbers.
bool are_offered(const access::House& house);

std::vector<Passkey> passkeys(db::Transaction& tx, people::ProfessionalId owner);

// What the browser hands to the authenticator.
struct Asked {
    std::string challenge = {};
    std::string site = {};
    std::string user = {};              // names the owner, to the authenticator only
    std::vector<std::string> ids = {};  // of the passkeys that they have
};

// About to add one. Forbidden where factors::may_add() is false, TooMany when they have enough.
base::Result<> ask_for_new(const access::Visit& visit);
// About to show one. NotFound when they have none.
base::Result<> ask_for_one(const access::Visit& visit);
// What was just asked for; NotFound when nothing was, or too long ago.
base::Result<Asked> asked(const access::Visit& visit, Purpose purpose);

// Keeps the passkey that was made; the session's new token, for it is full from now on. Invalid,
// by field `nom` or of the whole; Forbidden and TooMany as above.
base::Result<std::string> add(const access::Visit& visit, std::string_view name,
                              const Answer& answer);

// A passkey was shown: the new token of the session, full from now on. Invalid; one that may have
// been copied is told to its owner.
base::Result<std::string> show(const access::Visit& visit, const Answer& answer);

// Forbidden from a reduced session, NotFound when it is not theirs.
base::Result<> remove(const access::Visit& visit, const base::PublicId& passkey);

// A job: how many old challenges were deleted.
std::int64_t sweep(db::Database& db, const base::Clock& clock);

}  // namespace gps::passkeys
