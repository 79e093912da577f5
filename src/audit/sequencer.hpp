#pragma once

#include "audit/chain.hpp"
#include "base/clock.hpp"
#include "db/database.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>

// Makes the chain, signs it, and takes off its start what is a year old. Any node does any of it,
// several at once too: one of them acts, the others find nothing to do.
namespace gps::audit {

// No transaction lasts this long: an id that was not seen by then never comes.
constexpr std::chrono::minutes kLongestTransaction{10};

// Chains what was committed since the last call, a short transaction after the other; returns how
// many entries. When there is nothing new, reads two rows and writes nothing.
std::int64_t chain_entries(db::Database& db, const base::Clock& clock);

// The chain is not what the last head says: signing more would vouch for what someone changed.
struct ChainBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Signs the chain as it stands, when it went on and the last head is a minute old. Throws
// ChainBroken.
std::optional<Head> sign_head(db::Database& db, const base::Keys& keys, const base::Clock& clock);

// Deletes what is older than twelve months, up to a head, which stays and proves where the chain
// now starts. Returns how many entries.
constexpr int kMonthsKept = 12;
std::int64_t purge(db::Database& db, const base::Keys& keys, const base::Clock& clock);

// For `gps doctor`.
struct ChainStatus {
    std::int64_t seq = 0;
    std::optional<Head> last_head = {};
    std::optional<base::Instant> waiting_since = {};  // the first entry not chained yet
};
ChainStatus chain_status(db::Database& db);

}  // namespace gps::audit
