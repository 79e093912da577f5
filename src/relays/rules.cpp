#include "relays/rules.hpp"

#include <algorithm>
#include <array>

namespace gps::relays {
namespace {

struct Line {
    Party party;
    Deed deed;
    std::array<bool, 7> states;  // sent, seen, accepted, refused, expired, cancelled, done
};

constexpr bool o = false;
constexpr bool x = true;

// Who may do what, in which state.
constexpr auto kTable = std::to_array<Line>({
    //                                    sent seen acc. ref. exp. can. done
    {Party::Giver, Deed::See, {x, x, x, x, x, x, x}},
    {Party::Giver, Deed::Cancel, {x, x, o, o, o, o, o}},
    {Party::Structure, Deed::See, {x, x, o, o, o, o, o}},
    {Party::Structure, Deed::Take, {x, x, o, o, o, o, o}},
    {Party::Taker, Deed::See, {x, x, x, x, o, o, x}},
    {Party::Taker, Deed::GiveBack, {x, x, o, o, o, o, o}},
    {Party::Taker, Deed::Accept, {x, x, o, o, o, o, o}},
    {Party::Taker, Deed::Refuse, {x, x, o, o, o, o, o}},
    {Party::Taker, Deed::Conclude, {o, o, x, o, o, o, o}},
    {Party::Outsider, Deed::See, {x, x, o, o, o, o, o}},
    {Party::Outsider, Deed::Accept, {x, x, o, o, o, o, o}},
    {Party::Outsider, Deed::Refuse, {x, x, o, o, o, o, o}},
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
    return line != kTable.end() && line->states.at(static_cast<std::size_t>(relay.state));
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
