#pragma once

#include "base/result.hpp"
#include "capacities/model.hpp"
#include "db/database.hpp"
#include "people/model.hpp"
#include "people/structure_id.hpp"
#include "sharing/acting.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Saying how much room there is, and reading it before proposing somebody.
namespace gps::capacities {

// What a structure says, or one of its members for that structure.
Said said(db::Transaction& tx, structures::StructureId structure,
          std::optional<people::ProfessionalId> professional);

constexpr std::size_t kStructuresAsked = 20;
// What those structures say, in the same order: of the first twenty.
std::vector<Said> said_by(db::Transaction& tx, std::span<const structures::StructureId> structures);

// "Complet, indiqué le 5 mars 2026"; "" when nobody said.
std::string spoken(const Said& said);

// The viewer's own, or their structure's: Forbidden for who does not administer it. Invalid on
// "place" for what is not in capacities().
base::Result<> say(const sharing::Acting& acting, bool of_structure, std::string_view capacity);

// When another structure takes the place of this one: it says its own (ADR 0029).
void forget(db::Transaction& tx, structures::StructureId structure);

}  // namespace gps::capacities
