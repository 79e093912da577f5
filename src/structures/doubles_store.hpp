#pragma once

#include "db/database.hpp"
#include "structures/doubles.hpp"

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

// The pairs proposed to the platform team. A pair once proposed stays, whatever became of it.
namespace gps::structures::store {

// Those that open structures are in.
std::vector<std::string> departments(db::Transaction& tx);
std::vector<Candidate> candidates(db::Transaction& tx, const std::string& department);

// The pairs of a department already proposed, judged or not.
std::set<std::pair<StructureId, StructureId>> known_doubles(db::Transaction& tx,
                                                            const std::string& department);
void propose_doubles(db::Transaction& tx, std::span<const ProbableDouble> doubles,
                     base::Instant now);

}  // namespace gps::structures::store
