#pragma once

#include "audit/chain.hpp"
#include "db/bulk.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <vector>

// The SQL of those who make the chain: the sequencer, the signer, the purge. The one of who checks
// it is in verify_store.
namespace gps::audit::store {

constexpr int kChainedAtOnce = 2000;

struct ChainState {
    Reached reached = {};
    bool has_gaps = false;
};
// nullopt: nothing was ever chained.
std::optional<ChainState> chain_state(db::Transaction& tx);
void start_chain(db::Transaction& tx);
// The same, locked until the end of the transaction; nullopt while another node has it.
std::optional<Reached> lock_chain(db::Transaction& tx);

// The columns of new_entries and late_entries; those of audit::Fields from `Fields` on.
enum EntryColumn : std::uint8_t { EntryGap, EntryId, Mac, FirstField };
// At most kChainedAtOnce, in the order of their ids, after `entry_id`.
db::Rows new_entries(db::Transaction& tx, std::int64_t entry_id);
// Those that came into a gap, at most as many, in the order of their ids.
db::Rows late_entries(db::Transaction& tx);

struct Gap {
    std::int64_t first_id = 0;
    std::int64_t last_id = 0;
    base::Instant since = {};
};
std::optional<base::Instant> oldest_gap(db::Transaction& tx);
std::vector<Gap> gaps(db::Transaction& tx);
void add_gap(db::Transaction& tx, const Gap& gap);
void remove_gap(db::Transaction& tx, std::int64_t first_id);
std::int64_t forget_gaps(db::Transaction& tx, base::Instant before);

struct Link {
    std::int64_t seq = 0;
    std::int64_t entry_id = 0;
    std::string hash = {};
};
void add_links(db::Transaction& tx, const std::vector<Link>& links);
void save_reached(db::Transaction& tx, const Reached& reached);
// When an entry after `entry_id` was written; nullopt when there is none.
std::optional<base::Instant> first_at_after(db::Transaction& tx, std::int64_t entry_id);

std::optional<std::string> hash_at(db::Transaction& tx, std::int64_t seq);
std::optional<Head> last_head(db::Transaction& tx);
// At most a thousand, by their numbers.
std::vector<Head> heads_after(db::Transaction& tx, std::int64_t number);
// The latest head of before `at` that ends before `seq`.
std::optional<Head> last_head_before(db::Transaction& tx, base::Instant at, std::int64_t seq);
void add_head(db::Transaction& tx, const Head& head);

std::optional<Purge> last_purge(db::Transaction& tx);
void add_purge(db::Transaction& tx, const Purge& purge);
// The next links up to `seq`, in order, without their hashes.
std::vector<Link> first_links(db::Transaction& tx, std::int64_t seq);
void delete_links(db::Transaction& tx, std::int64_t first_seq, std::int64_t last_seq);
void delete_entries(db::Transaction& tx, std::int64_t first_id, std::int64_t last_id);
// A few thousand heads, the oldest, below `number`.
std::int64_t delete_heads(db::Transaction& tx, std::int64_t number);

// For a base that is filled at once.
db::BulkTable links_table();
db::BulkTable sequencer_table();
db::BulkTable heads_table();
db::BulkRow link_row(const Link& link);
db::BulkRow sequencer_row(const Reached& reached);
db::BulkRow head_row(const Head& head);

}  // namespace gps::audit::store
