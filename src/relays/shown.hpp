#pragma once

#include "relays/model.hpp"
#include "relays/rules.hpp"
#include "ui/components.hpp"

#include <string>

// Relays in words, for the pages.
namespace gps::relays {

ui::Card card_of(const Relay& relay, Party party);
ui::DefinitionList facts_of(const Relay& relay, Party party);
ui::Badge badge_of(State state);

// Who takes over, in words: "Structure", "Jeanne DURAND, Structure", an address.
std::string taker_of(const Relay& relay);

}  // namespace gps::relays
