#include "relays/rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gps::relays {
namespace {

struct Line {
    Party party;
    Deed deed;
    // x where one may: sent, seen, accepted, refused, expired, cancelled, done.
    std::string_view states;
};

// Who may do what, in which state.
constexpr auto kTable = std::to_array<Line>({
    {Party::Giver, Deed::See, "xxxxxxx"},
    {Party::Giver, Deed::Cancel, "xx....."},
    {Party::Structure, Deed::See, "xx....."},
    {Party::Structure, Deed::Take, "xx....."},
    {Party::Taker, Deed::See, "xxxx..x"},
    {Party::Taker, Deed::GiveBack, "xx....."},
    {Party::Taker, Deed::Accept, "xx....."},
    {Party::Taker, Deed::Refuse, "xx....."},
    {Party::Taker, Deed::Conclude, "..x...."},
    {Party::Outsider, Deed::See, "xx....."},
    {Party::Outsider, Deed::Accept, "xx....."},
    {Party::Outsider, Deed::Refuse, "xx....."},
});

base::Result<> wrong(std::string_view message, std::string_view field) {
    return base::refuse(base::Refusal::Invalid, message, field);
}

}  // namespace

Party party_of(const Relay& relay, const Who& who) {
    const bool is_of_structure = !relay.structure || *relay.structure == who.structure;
    if (relay.professional == who.professional && is_of_structure) return Party::Taker;
    if (relay.giver == who.professional && relay.giver_structure == who.structure)
        return Party::Giver;
    if (!relay.structure || *relay.structure != who.structure) return Party::Nobody;
    return relay.professional ? Party::Colleague : Party::Structure;
}

bool may(Party party, Deed deed, const Relay& relay) {
    // Nobody else would know what became of what was sent outside.
    if (party == Party::Giver && deed == Deed::Conclude)
        return relay.is_outside && relay.state == State::Accepted;
    // Only what a structure was sent goes back to it.
    if (deed == Deed::GiveBack && !relay.structure) return false;
    const auto* const line = std::ranges::find_if(
        kTable, [&](const Line& one) { return one.party == party && one.deed == deed; });
    return line != kTable.end() && line->states[static_cast<std::size_t>(relay.state)] == 'x';
}

base::Result<> check(const Proposed& proposed, base::Date today) {
    if (!proposed.has_kind) return wrong("relays.kind_required", "nature");
    if (proposed.kind == Kind::Handover) {
        if (!proposed.hands_over_on) return wrong("relays.day_required", "jour");
        if (*proposed.hands_over_on < today) return wrong("relays.day_in_past", "jour");
        if (*proposed.hands_over_on > today.plus_days(kDaysToHandOver))
            return wrong("relays.day_too_far", "jour");
    }
    if (!is_in(reasons(), proposed.reason)) return wrong("relays.reason_required", "motif");
    if (!is_in(wishes(), proposed.wish)) return wrong("relays.wish_required", "souhait");
    if (!proposed.person_agrees) return wrong("relays.agreement_required", "accord");
    return {};
}

}  // namespace gps::relays
