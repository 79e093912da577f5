#pragma once

#include "base/id.hpp"

// The structures room stands above this one; a membership only needs the name of its ids.
namespace gps::structures {

using StructureId = base::Id<struct StructureTag>;

}  // namespace gps::structures
