#pragma once

#include "db/database.hpp"
#include "structures/model.hpp"

#include <optional>

// The directory of structures. Open to every professional: a place of sensitivity 2 is in it too,
// for that it exists is public; only its link to a person is hidden.
namespace gps::structures {

inline constexpr int kPageSize = 20;

// A page of open structures, by name. `after` is the last structure of the page before, empty for
// the first page; a structure that no longer is there gives the first page.
Page search(db::Transaction& tx, const Query& query, const base::PublicId& after = {});

std::optional<Structure> find(db::Transaction& tx, const base::PublicId& id);

}  // namespace gps::structures
