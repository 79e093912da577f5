#include "access/rates.hpp"

#include "base/random.hpp"

#include <functional>

#include <fmt/format.h>

namespace gps::access {
namespace {

constexpr std::size_t kSlots = 1U << 16U;  // of each rate
constexpr std::size_t kRates = 5;
constexpr std::int64_t kMinute = 60'000'000;
constexpr unsigned kSecretBits = 128;

}  // namespace

Rates::Rates() : secret_(base::random_token(kSecretBits)), slots_(kRates * kSlots) {}

// Nobody can choose whom they share a slot with.
std::size_t Rates::slot_of(Rate rate, std::string_view who) const {
    const auto hash = std::hash<std::string>{}(fmt::format("{}:{}", secret_, who));
    return static_cast<std::size_t>(rate) * kSlots + hash % kSlots;
}

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
    const auto minute = now.micros / kMinute;
    const std::scoped_lock lock(mutex_);
    auto& slot = slots_[slot_of(rate, who)];
    // Two clients in one slot share it: a newcomer who took it would give the other a new share.
    if (slot.minute != minute) slot = {.minute = minute};
    return ++slot.calls <= per_minute(rate);
}

}  // namespace gps::access
