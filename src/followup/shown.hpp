#pragma once

#include "followup/acts_store.hpp"
#include "sharing/rules.hpp"

// How a person stands in the lists of those who follow them: for the acts of this room.
namespace gps::followup {

using sharing::Level;
using sharing::OwnPart;

// What a contributor of this sight sorts and searches the person by.
store::Shown shown(const store::PersonKeys& keys, Level level);

// What someone sees whose part, `own`, goes on.
Level level_of_contributor(bool is_habilitated, const OwnPart& own, base::Date today);

}  // namespace gps::followup
