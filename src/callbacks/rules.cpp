#include "callbacks/rules.hpp"

#include "contact/colleagues.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace gps::callbacks {
namespace {

using enum State;
using enum Deed;

constexpr std::array kRules{
    Rule{Asked, Side::Asked, Answer, Answered},
    Rule{Asked, Side::Asked, Finish, Done},
    Rule{Asked, Side::Asked, Miss, Unreachable},
    Rule{Asked, Side::Asker, Finish, Done},
    Rule{Asked, Side::Asker, Cancel, Cancelled},
    // Another half-day may be chosen: things happen.
    Rule{Answered, Side::Asked, Answer, Answered},
    Rule{Answered, Side::Asked, Finish, Done},
    Rule{Answered, Side::Asked, Miss, Unreachable},
    Rule{Answered, Side::Asker, Finish, Done},
    Rule{Answered, Side::Asker, Cancel, Cancelled},
};

constexpr int kDaysAWeek = 7;
constexpr int kThursday = 3;  // 1 January 1970, when Monday is 0
constexpr int kWorkedDays = 5;

}  // namespace

std::span<const Rule> rules() {
    return kRules;
}

std::optional<State> after(State from, Side by, Deed deed) {
    const auto* const rule = std::ranges::find_if(kRules, [&](const Rule& one) {
        return one.from == from && one.by == by && one.deed == deed;
    });
    return rule == kRules.end() ? std::nullopt : std::optional(rule->to);
}

bool is_open(State state) {
    return state == Asked || state == Answered;
}

State state_at(State written, base::Instant expires_at, base::Instant now) {
    return is_open(written) && expires_at <= now ? Expired : written;
}

base::Instant end_of_life(base::Instant from) {
    return from.plus(std::chrono::hours(24 * kDaysOfLife));
}

std::vector<Slot> proposed(Slots asked, base::Date today) {
    std::vector<Slot> found;
    for (int ahead = 1; ahead < kDaysOfLife; ++ahead) {
        const auto day = today.plus_days(ahead);
        const int weekday = (day.days_since_1970() + kThursday) % kDaysAWeek;
        if (weekday >= kWorkedDays) continue;
        if ((asked & (1 << (2 * weekday))) != 0) found.push_back({.day = day});
        if ((asked & (1 << (2 * weekday + 1))) != 0)
            found.push_back({.day = day, .is_afternoon = true});
    }
    return found;
}

base::Result<> check(const Wish& wish) {
    using base::Refusal;
    if (contact::subject_label(wish.subject).empty())
        return base::refuse(Refusal::Invalid, "contact.subject_required", "sujet");
    if (wish.slots == 0)
        return base::refuse(Refusal::Invalid, "callbacks.slots_required", "creneaux");
    if (channel_label(wish.channel).empty())
        return base::refuse(Refusal::Invalid, "callbacks.channel_required", "moyen");
    return {};
}

}  // namespace gps::callbacks
