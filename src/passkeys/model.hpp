#pragma once

#include "base/date.hpp"
#include "base/random.hpp"

#include <chrono>
#include <string>

// Passkeys (WebAuthn), as one more way of making a session a full one (ADR 0026).
namespace gps::passkeys {

// From the page that asks to the answer of the authenticator, a fingerprint or a PIN included.
constexpr std::chrono::minutes kChallengeLife{5};
constexpr unsigned kChallengeBits = 256;
// A telephone, a computer, a key of hardware and its spare, twice.
constexpr int kMost = 8;
constexpr std::size_t kLongestTyped = 40;  // characters of its name
constexpr std::size_t kLongestName = 120;  // the same, in bytes

// What the authenticator is asked for: an answer to one serves as no answer to the other.
enum class Purpose { Add, Use };

// A passkey as its owner sees it.
struct Passkey {
    base::PublicId public_id = {};
    std::string name = {};
    base::Instant added_at = {};
    base::Instant used_at = {};
};

}  // namespace gps::passkeys
