#pragma once

#include "audit/ids.hpp"
#include "base/date.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Applications, and links that let one be added.
namespace gps::factors::store {

struct Application {
    std::string sealed = {};
    std::int64_t last_step = 0;
    base::Instant since = {};
};
std::optional<Application> application(db::Transaction& tx, people::ProfessionalId owner);
// In the place of the one they had.
void keep_application(db::Transaction& tx, people::ProfessionalId owner, const Application& kept);
// False when a code of this step, or of a later one, was used already.
bool use_step(db::Transaction& tx, people::ProfessionalId owner, std::int64_t step);
// False when they had none.
bool remove_application(db::Transaction& tx, people::ProfessionalId owner);

// How many of them they have.
int passkeys(db::Transaction& tx, people::ProfessionalId owner);

struct Link {
    std::string digest = {};
    people::ProfessionalId owner = {};
    std::optional<people::ProfessionalId> given_by = {};
    base::Instant created_at = {};
    base::Instant expires_at = {};
};
// The links that they had before serve no more.
void keep_link(db::Transaction& tx, const Link& link);
bool serves(db::Transaction& tx, std::string_view digest, people::ProfessionalId owner,
            base::Instant now);
// False when it is not theirs, was used, or is too old.
bool use_link(db::Transaction& tx, std::string_view digest, people::ProfessionalId owner,
              base::Instant now);

// Deletes the links that expired before `limit`; how many.
std::int64_t sweep(db::Transaction& tx, base::Instant limit);

}  // namespace gps::factors::store
