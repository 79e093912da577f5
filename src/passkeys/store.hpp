#pragma once

#include "access/viewer.hpp"
#include "base/date.hpp"
#include "db/database.hpp"
#include "passkeys/model.hpp"
#include "passkeys/webauthn.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Passkeys, and what authenticators were asked.
namespace gps::passkeys::store {

// In the order in which they were added, with the names that authenticators know them by.
struct Listed {
    Passkey passkey = {};
    std::string credential_id = {};
};
std::vector<Listed> passkeys(db::Transaction& tx, people::ProfessionalId owner);

struct Kept {
    base::PublicId public_id = {};
    Algorithm algorithm = Algorithm::Es256;
    std::string sealed = {};
    std::uint32_t count = 0;
};
// nullopt when it is not theirs.
std::optional<Kept> passkey(db::Transaction& tx, people::ProfessionalId owner,
                            std::string_view credential_id);

struct NewPasskey {
    base::PublicId public_id = {};
    people::ProfessionalId owner = {};
    std::string credential_id = {};
    Algorithm algorithm = Algorithm::Es256;
    std::string sealed = {};
    std::uint32_t count = 0;
    std::string name = {};
    base::Instant now = {};
};
// False when somebody has it already.
bool add(db::Transaction& tx, const NewPasskey& made);
// False when a count as high was shown in the meantime.
bool use(db::Transaction& tx, const base::PublicId& passkey, std::uint32_t count,
         base::Instant now);
// False when it is not theirs.
bool remove(db::Transaction& tx, people::ProfessionalId owner, const base::PublicId& passkey);

// In the place of the one that this session had.
void keep_challenge(db::Transaction& tx, access::SessionId session, Purpose purpose,
                    std::string_view challenge, base::Instant now);
std::optional<std::string> challenge(db::Transaction& tx, access::SessionId session,
                                     Purpose purpose, base::Instant since);
// Once: it is gone afterwards.
std::optional<std::string> claim_challenge(db::Transaction& tx, access::SessionId session,
                                           Purpose purpose, base::Instant since);

// Deletes what was asked before `limit`; how many.
std::int64_t sweep(db::Transaction& tx, base::Instant limit);

}  // namespace gps::passkeys::store
