#pragma once

#include "audit/rules.hpp"
#include "base/keys.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

// How entries are chained, and what is signed of the chain. Changing what is hashed or signed here
// makes every past chain look broken.
namespace gps::audit {

// An entry of the chain: the hash is over the one before it, its own place, its entry and the
// entry's mac. It takes no key, so that who holds none can check it.
std::string next_hash(std::string_view previous, std::int64_t seq, std::int64_t entry_id,
                      std::string_view canonical, std::string_view mac);
// What the text that is hashed starts with; the canonical form and the mac come after it.
void append_place(std::string& out, std::string_view previous, std::int64_t seq,
                  std::int64_t entry_id);

// Before the first entry, and before the first head.
inline constexpr std::string_view kNoHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

// How far the chain goes.
struct Reached {
    std::int64_t seq = 0;
    std::int64_t entry_id = 0;  // the highest one seen
    std::string hash = std::string(kNoHash);
};

// A signed state of the chain. `previous`: the digest of the line of the head before it, so that
// a signature vouches for all the heads before its own.
struct Head {
    std::int64_t number = 0;
    std::int64_t seq = 0;
    std::string hash = {};
    base::Instant at = {};
    std::string previous = std::string(kNoHash);
    int key_version = 0;
    std::string signature = {};
};

// What is signed, and the line that is exported: the same text, a space, "signature=…".
std::string signed_text(const Head& head);
std::string line(const Head& head);
// nullopt when it is not a line of line().
std::optional<Head> head_of(std::string_view line);

// Says that everything up to a head was deleted, its time being over.
struct Purge {
    std::int64_t number = 0;
    std::int64_t head = 0;
    std::int64_t seq = 0;
    std::string hash = std::string(kNoHash);
    base::Instant at = {};
    int key_version = 0;
    std::string signature = {};
    bool operator==(const Purge&) const = default;
};
std::string signed_text(const Purge& purge);

// Signs with the newest key.
void sign(const base::Keys& keys, Head& head);
void sign(const base::Keys& keys, Purge& purge);

// The public parts of the keys of heads: all that checking a signature takes.
class HeadKeys {
 public:
    explicit HeadKeys(const base::Keys& keys);
    bool vouch_for(const Head& head) const;
    bool vouch_for(const Purge& purge) const;

 private:
    bool is_signed(int key_version, const std::string& text, const std::string& signature) const;
    std::map<int, std::string> open_;
};

}  // namespace gps::audit
