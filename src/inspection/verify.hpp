#pragma once

#include "audit/chain.hpp"
#include "base/clock.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

// Checks the whole trail: each entry against its signature, the chain, its heads, and the heads
// that were exported. Shares with those who make the chain nothing but what is hashed and signed.
namespace gps::inspection {

using audit::Fields;
using audit::Head;
using audit::HeadKeys;
using audit::Purge;

enum class Wrong : std::uint8_t {
    EntryAltered,     // not what was signed
    EntryUnknownKey,  // signed by a version that the key file does not have
    EntryGone,        // chained, and not there any more
    EntryUnchained,   // there, and not chained though its time has come
    EntryTwice,       // chained twice
    ChainBroken,      // an entry or its place is not what was chained
    LinkMissing,      // places of the chain are not there
    ChainCut,         // the chain ends before what was signed or reached
    HeadForged,       // not as it was signed, or not followed by the one that was
    HeadMissing,      // a number is not there
    HeadApart,        // not the one that was exported
    HeadDenied,       // the chain has another hash at its place
    NoHead,           // nothing was ever signed
    FileLine,         // a line of the exported file that is no head
    PurgeUnproven,    // deleted entries, without a signature that vouches for it
    Clock,            // its time is an hour away from those around it
};

// "entry altered": for the operator.
std::string_view name(Wrong wrong);

// 0: not of one place, not of one entry, not of one head.
struct WrongPlace {
    Wrong wrong = Wrong::EntryAltered;
    std::int64_t seq = 0;
    std::int64_t entry_id = 0;
    std::int64_t head = 0;
};

struct TrailCheck {
    std::int64_t entries = 0;  // of the chain
    std::int64_t waiting = 0;  // to be chained
    std::int64_t heads = 0;
    std::optional<Head> last_head = {};
    std::int64_t purged = 0;  // places of the chain whose time was over
    std::int64_t wrong_count = 0;
    std::vector<WrongPlace> wrong = {};  // the first thousand

    void add(WrongPlace place);
    void add(const TrailCheck& part);
};

// Runs what it is given in a transaction that reads, from several threads at once when asked to.
using Reading = std::function<void(const std::function<void(db::Transaction&)>&)>;

struct CheckOptions {
    std::optional<std::filesystem::path> heads_file = {};
    unsigned threads = 1;
    std::function<void(std::int64_t done, std::int64_t total)> progress = {};
};

TrailCheck check_trail(const Reading& reading, const base::Keys& keys, const base::Clock& clock,
                       const CheckOptions& options);
TrailCheck check_trail(db::Database& db, const base::Keys& keys, const base::Clock& clock,
                       const CheckOptions& options);

}  // namespace gps::inspection
