#pragma once

#include "base/id.hpp"

// The rooms of these rows stand above this one; an entry only needs the names of their ids.
namespace gps::people {

using PersonId = base::Id<struct PersonTag>;
using ProfessionalId = base::Id<struct ProfessionalTag>;

}  // namespace gps::people

namespace gps::structures {

using StructureId = base::Id<struct StructureTag>;

}  // namespace gps::structures
