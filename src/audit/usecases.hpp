#pragma once

#include "audit/model.hpp"
#include "base/keys.hpp"
#include "db/bulk.hpp"
#include "db/database.hpp"

// The audit trail: who read or wrote what about whom, signed in the transaction of the act. That an
// entry was altered or forged shows by itself; that one was removed shows by the chain, which the
// sequencer makes a second later.
namespace gps::audit {

// One INSERT. Throws std::invalid_argument when the subject or the detail is not a code, which
// would let personal data in.
void record(db::Transaction& tx, const base::Keys& keys, const Entry& entry);

// The same for a base that is filled at once (store::entries_table()).
db::BulkRow recorded(const base::Keys& keys, const Entry& entry);

// Checks at most `limit` entries after `after_id`.
Checked verify(db::Transaction& tx, const base::Keys& keys, std::int64_t after_id, int limit);

// Checks every entry, in batches of one short transaction each: for
// `gps doctor`. Keeps the first hundred bad ones.
struct Verification {
    std::int64_t count = 0;
    std::int64_t bad_count = 0;
    std::vector<BadEntry> first_bad = {};
};
Verification verify_all(db::Database& db, const base::Keys& keys);

}  // namespace gps::audit
