#pragma once

#include "db/database.hpp"
#include "quotas/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// The SQL of quotas.
namespace gps::quotas::store {

struct Count {
    people::ProfessionalId professional = {};
    Purpose purpose = Purpose::File;
    int by = 1;
    base::Instant now = {};
};
// One statement: adds, and says what was spent with it.
Spent count(db::Transaction& tx, const Count& count);

// Notes that the professional came to know of these people; how many they did not know of, and who
// among those is invented. At most kReachedAtOnce.
constexpr std::size_t kReachedAtOnce = 10;
struct Reached {
    int fresh = 0;
    std::vector<people::PersonId> canaries = {};
};
Reached reach(db::Transaction& tx, people::ProfessionalId professional,
              std::span<const people::PersonId> people, base::Date today);
// Marks as invented those whom this professional alone follows; how many were not marked yet.
std::int64_t mark_canaries(db::Transaction& tx, people::ProfessionalId professional,
                           base::Instant now);

// False when the account is frozen already.
bool freeze(db::Transaction& tx, people::ProfessionalId professional, Purpose purpose,
            base::Instant now);
struct Lifting {
    base::PublicId freeze = {};
    std::optional<people::ProfessionalId> by = {};
    std::string_view reason = {};
    base::Instant now = {};
};
// Whose account opens again, and starts counting anew; nullopt when none was frozen.
std::optional<people::ProfessionalId> lift(db::Transaction& tx, const Lifting& lifting);
std::optional<base::PublicId> open_freeze(db::Transaction& tx, people::ProfessionalId professional);
// The latest first; `before`: the last of the page before.
std::vector<Freeze> freezes(db::Transaction& tx, const base::PublicId& before, int limit);

std::string name_of(db::Transaction& tx, people::ProfessionalId professional);

// What is older than thirty days, a few thousand rows at most.
std::int64_t erase_before(db::Transaction& tx, base::Date day);

}  // namespace gps::quotas::store
