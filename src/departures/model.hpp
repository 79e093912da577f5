#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "followup/passing.hpp"
#include "people/model.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A member leaves: those they follow for the structure are handed over to colleagues, and come back
// if that was a mistake (ADR 0037).
namespace gps::departures {

using DepartureId = base::Id<struct DepartureTag>;

constexpr std::size_t kMostTakers = 20;
constexpr int kColleaguesAPage = 25;
constexpr int kListed = 25;
constexpr int kLookedAt = 400;  // beyond, the preview does not say who follows already
constexpr int kDaysOfLeavers = 365;
constexpr int kCountedInHand = 100;  // of what waits for one who leaves
constexpr std::chrono::hours kUndoneWithin{24};

enum class State { Moving, Done, Undoing, Undone };
std::string_view code(State state);
std::string_view label(State state);
State state_of(std::string_view code);  // throws std::logic_error on an unknown code

enum class Outcome {
    Passed,
    Left,       // the leaver no longer follows, or nobody may follow any more
    TakenBack,  // as before
    Changed     // something was done since: left as it is
};
std::string_view code(Outcome outcome);

// Who leaves, or has left.
struct Leaver {
    people::ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string name = {};  // "Durand Jeanne"
    std::optional<base::Date> left_on = {};
    int people = 0;  // whom they follow now, for the structure
    // What waits for their answer there; kCountedInHand + 1: more than that.
    int relays = 0;
    int callbacks = 0;
};

struct Colleague {
    people::ProfessionalId id = {};
    base::PublicId public_id = {};
    std::string name = {};
    int people = 0;
    bool is_leaving = false;
};

struct Share {
    std::string name = {};
    int passed = 0;
};
struct Departure {
    DepartureId id = {};
    base::PublicId public_id = {};
    base::PublicId leaver = {};
    people::ProfessionalId leaver_id = {};
    std::string leaver_name = {};
    bool is_member = false;  // still
    State state = State::Moving;
    std::string decided_by = {};
    base::Instant decided_at = {};
    std::optional<base::Instant> done_at = {};
    std::string undone_by = {};
    std::optional<base::Instant> undone_at = {};
    int passed = 0;
    int left = 0;
    int taken_back = 0;
    int changed = 0;

    base::Instant until() const { return decided_at.plus(kUndoneWithin); }
    bool may_be_undone(base::Instant now) const {
        return (state == State::Moving || state == State::Done) && now < until();
    }
};

}  // namespace gps::departures
