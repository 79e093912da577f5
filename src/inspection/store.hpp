#pragma once

#include "db/database.hpp"

#include <cstdint>
#include <optional>

// The SQL of who checks the chain.
namespace gps::inspection::store {

struct ChainBounds {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
// nullopt: no link at all.
std::optional<ChainBounds> chain_bounds(db::Transaction& tx);

// Answers that stay in the processor's cache are read twice as fast as long ones.
constexpr std::int64_t kCheckedAtOnce = 300;

// The columns of chained_entries; those of audit::Fields from ChainedFields on. ChainedId is NULL
// when the entry is not there.
enum ChainedColumn : std::uint8_t {
    ChainedSeq,
    ChainedEntryId,
    ChainedHash,
    ChainedId,
    ChainedMac,
    ChainedFields
};
// The next kCheckedAtOnce links after `seq`, in order, with their entries.
db::Rows chained_entries(db::Transaction& tx, std::int64_t seq);

}  // namespace gps::inspection::store
