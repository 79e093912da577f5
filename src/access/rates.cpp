#include "access/rates.hpp"

#include <functional>

namespace gps::access {
namespace {

constexpr std::size_t kSlots = 1U << 16U;
constexpr std::int64_t kMinute = 60'000'000;

}  // namespace

Rates::Rates() : slots_(kSlots) {}

int Rates::per_minute(Rate rate) {
    switch (rate) {
        case Rate::Asset:
            return 6000;  // an agency behind one address loads its style sheet
        case Rate::Page:
            return 300;
        case Rate::Search:
            return 120;  // as one types
        case Rate::Act:
            return 60;
        case Rate::SignIn:
            return 300;  // a source: a whole agency on a morning
    }
    __builtin_unreachable();
}

bool Rates::allows(Rate rate, std::string_view who, base::Instant now) {
    const auto hash = std::hash<std::string_view>{}(who)*31 + static_cast<std::uint64_t>(rate);
    const auto minute = now.micros / kMinute;
    const std::scoped_lock lock(mutex_);
    auto& slot = slots_[hash % kSlots];
    // Two clients in one slot: the newcomer takes it, so neither pays for the other.
    if (slot.who != hash || slot.minute != minute) slot = {.who = hash, .minute = minute};
    return ++slot.calls <= per_minute(rate);
}

}  // namespace gps::access
