#pragma once

#include "followup/acts_store.hpp"
#include "followup/sights.hpp"

#include <vector>

// The SQL of following a habilitation.
namespace gps::followup::store {

struct SeenPart {
    SightPlace place = {};
    OwnPart own = {};
    bool shows_names = false;
};
// Of a structure, at most 200.
std::vector<SeenPart> parts_after(db::Transaction& tx, structures::StructureId structure,
                                  const SightPlace& place);
// Leaves a part alone that was ended, resumed or granted meanwhile: its act showed it right.
void show(db::Transaction& tx, const SeenPart& part, const Shown& shown);

}  // namespace gps::followup::store
