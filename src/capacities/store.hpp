#pragma once

#include "capacities/usecases.hpp"

// The SQL of what is said of the room there is.
namespace gps::capacities::store {

Said said(db::Transaction& tx, structures::StructureId structure,
          std::optional<people::ProfessionalId> professional);
std::vector<Said> said_by(db::Transaction& tx, std::span<const structures::StructureId> structures);

struct Saying {
    structures::StructureId structure = {};
    std::optional<people::ProfessionalId> of = {};  // none: the structure
    Capacity capacity = Capacity::Unsaid;
    people::ProfessionalId by = {};
    base::Instant at = {};
};
void say(db::Transaction& tx, const Saying& saying);
void forget(db::Transaction& tx, structures::StructureId structure);

}  // namespace gps::capacities::store
