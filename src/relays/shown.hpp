#pragma once

#include "relays/model.hpp"
#include "relays/rules.hpp"
#include "ui/mistakes.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Relays in words, for the pages.
namespace gps::relays {

ui::Card card_of(const Relay& relay, Party party);
ui::DefinitionList facts_of(const Relay& relay, Party party);
ui::Badge badge_of(State state);

std::vector<ui::Option> options_of(std::span<const Coded> codes);
ui::Select select_of(std::span<const Coded> codes, std::string name, std::string label,
                     std::string_view typed, const ui::Mistakes& mistakes);

// Who takes over, in words: "Structure", "Jeanne DURAND, Structure", an address.
std::string taker_of(const Relay& relay);

}  // namespace gps::relays
