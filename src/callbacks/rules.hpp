#pragma once

#include "base/result.hpp"
#include "callbacks/model.hpp"

#include <optional>
#include <span>
#include <vector>

// The states of a request to be called back, and who makes it go from one to the next. Pure.
namespace gps::callbacks {

// From the asking, then from an answer with a half-day (ADR 0033).
constexpr int kDaysOfLife = 14;

enum class Side : std::uint8_t { Asker, Asked };
enum class Deed : std::uint8_t { Answer, Finish, Miss, Cancel };

struct Rule {
    State from = State::Asked;
    Side by = Side::Asked;
    Deed deed = Deed::Answer;
    State to = State::Asked;
};
// All that may happen, but for time, which ends what is open.
std::span<const Rule> rules();

// nullopt: that side may not do so, or it is over.
std::optional<State> after(State from, Side by, Deed deed);

bool is_open(State state);
// What is written, or Expired when its time has come.
State state_at(State written, base::Instant expires_at, base::Instant now);
base::Instant end_of_life(base::Instant from);

// The half-days that an answer may choose: those asked for, from tomorrow on, while it would live.
std::vector<Slot> proposed(Slots asked, base::Date today);

// Invalid, by the field, when nothing or something unknown is chosen.
base::Result<> check(const Wish& wish);

}  // namespace gps::callbacks
