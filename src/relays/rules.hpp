#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "relays/model.hpp"

#include <chrono>
#include <string>

// Who does what to a relay, and when. Pure: rules_test.cpp holds the table.
namespace gps::relays {

constexpr std::chrono::hours kRecalledAfter{24 * 7};
constexpr std::chrono::hours kAnsweredWithin{24 * 14};
constexpr int kDaysToHandOver = 90;  // the day agreed on is not further ahead

// What somebody is to a relay. Colleague: a member of the structure it was sent to, which somebody
// else has taken. Outsider: who holds the link sent to an address without an account.
enum class Party { Nobody, Giver, Structure, Colleague, Taker, Outsider };

struct Who {
    people::ProfessionalId professional = {};
    structures::StructureId structure = {};
};
// Of an account; acting for another structure, one is nobody to it.
Party party_of(const Relay& relay, const Who& who);

enum class Deed { See, Take, GiveBack, Accept, Refuse, Cancel, Conclude };

// Whether that party may do that to a relay in that state.
bool may(Party party, Deed deed, const Relay& relay);

// What a proposal says; each mistake is refused by its field.
struct Proposed {
    Kind kind = Kind::Handover;
    bool has_kind = false;
    std::string reason = {};
    Messages messages = 0;
    std::string wish = {};
    bool person_agrees = false;
    std::optional<base::Date> hands_over_on = {};
};
base::Result<> check(const Proposed& proposed, base::Date today);

}  // namespace gps::relays
