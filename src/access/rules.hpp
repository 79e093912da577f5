#pragma once

#include "access/model.hpp"

#include <array>
#include <chrono>
#include <string>
#include <string_view>

// Limits and readings of the sign-in, with no database and no clock.
namespace gps::access {

// What is limited: how many times at most in how long, for one subject.
struct Limit {
    std::string_view what;
    int at_most;
    std::chrono::minutes in;
};

// From one source for one address; then from all of them, so that a stranger who keeps asking fills
// a mailbox with thirty mails at most, and does not keep its owner from theirs.
constexpr Limit kCodesPerAddressFrom{"codes_address_from", 5, std::chrono::minutes(15)};
constexpr Limit kCodesPerAddress{"codes_address", 30, std::chrono::minutes(15)};
// An agency stands behind one source: its limit lets three hundred advisers in on a morning.
constexpr Limit kCodesPerSource{"codes_source", 300, std::chrono::minutes(15)};
constexpr Limit kCodesOverall{"codes_all", 20'000, std::chrono::minutes(15)};
constexpr Limit kFailuresPerSource{"failures_source", 60, std::chrono::minutes(15)};
// Over the whole service. Past it, somebody guesses from many sources: each may go on with a few
// wrong codes, so that they stop themselves and not everyone.
constexpr Limit kFailuresOverall{"failures_all", 100, std::chrono::minutes(1)};
constexpr int kFailuresWhenMany = 5;  // of kFailuresPerSource
// Of codes that wrong ones stopped, an owner is told once a day.
constexpr Limit kStopsTold{"stops_told", 1, std::chrono::hours(24)};

// The start of the window of `limit` that `now` falls in.
base::Instant window_start(const Limit& limit, base::Instant now);

// A code as it is compared: "K7 3M9-qxotv" gives "k73m9qx0tv". Spaces and hyphens are dropped,
// O, I and L are read as 0, 1 and 1.
std::string read_code(std::string_view typed);

// A code as it is mailed: "K73M9-QX0TV".
std::string written_code(std::string_view code);

// What a person can recognise of a User-Agent: "Firefox sur Windows". Never the header itself.
std::string device_of(std::string_view user_agent);

// What opened a session, and what it may do, as rows and traces hold them.
std::string_view code(OpenedBy by);
std::string_view code(Strength strength);

// Whether a session is still one at `now`.
bool is_alive(base::Instant last_seen_at, base::Instant expires_at, base::Instant now);

}  // namespace gps::access
