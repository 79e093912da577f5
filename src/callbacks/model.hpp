#pragma once

#include "base/date.hpp"
#include "base/random.hpp"
#include "sharing/model.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A request to be called back, between two who follow the same person.
namespace gps::callbacks {

enum class State : std::uint8_t { Asked, Answered, Done, Unreachable, Expired, Cancelled };
std::string_view code(State state);
State state_of(std::string_view code);  // throws std::logic_error for a code nobody wrote

// How one wishes to be called: a closed list.
std::span<const sharing::Coded> channels();
std::string_view channel_label(std::string_view code);  // "" when unknown

// Half-days of the week at which one can be reached: bit i is the i-th of half_days().
using Slots = std::int32_t;
std::span<const sharing::Coded> half_days();
Slots slot_bit(std::string_view code);  // 0 when unknown
std::vector<std::string_view> slot_labels(Slots chosen);

// One half-day of the calendar.
struct Slot {
    base::Date day = {};
    bool is_afternoon = false;

    std::string code() const;  // "2026-12-01.matin"
    static std::optional<Slot> of(std::string_view code);
    auto operator<=>(const Slot&) const = default;
};

struct Wish {
    std::string subject = {};  // a code of contact::subjects()
    Slots slots = 0;
    std::string channel = {};
};

// One of a list, as the reader may see it.
struct Line {
    base::PublicId id = {};
    base::PublicId person = {};
    std::string initials = {};
    std::string other = {};  // the colleague at the other end; "" for "Autre intervenant"
    std::string other_structure = {};
    Wish wish = {};
    State state = State::Asked;
    std::optional<Slot> slot = {};
    base::Instant asked_at = {};
    base::Instant expires_at = {};
};

}  // namespace gps::callbacks
